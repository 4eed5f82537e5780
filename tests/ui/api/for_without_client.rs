use prolifi::{Call, api, endpoint};

struct Billing;

#[api(for = Billing)]
trait Notes {
    #[endpoint(GET, "/notes/<id>")]
    fn note(&self, id: &str) -> Call<()>;

    #[endpoint(GET, "/notes")]
    fn notes(&self) -> Call<Vec<String>>;
}

fn call(billing: &Billing) {
    let _ = billing.note("1");
}

fn main() {}
