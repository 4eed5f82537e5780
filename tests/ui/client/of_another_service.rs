use prolifi::{Client, Service, customers::Customers};

fn delete_there(github: &Client) {
    let _ = github.delete_customer("user_42");
}

fn main() {
    let github = Client::builder(Service::new("https://api.github.com")).build();
    delete_there(&github.unwrap());
}
