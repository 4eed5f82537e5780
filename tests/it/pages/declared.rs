//! `pages = SHAPE`: on the endpoint before the trait, on the trait before the service.

use http::Response;
use prolifi::{
    Api, Call, Client, NextPage, Page, PageShape, Pages, Service, api, endpoint, testing::FakeTransport,
};

const OWN: PageShape = PageShape::token("next", "after").items("rows");

#[api(pages = PageShape::LINK)]
trait Shaped {
    #[endpoint(GET, "/link")]
    fn by_trait(&self) -> Pages<u64>;

    #[endpoint(GET, "/own", pages = OWN)]
    fn by_endpoint(&self) -> Pages<u64>;

    #[endpoint(GET, "/page", pages = PageShape::page("p").items("rows").total("count"))]
    fn one_page(&self) -> Call<Page<u64>>;
}

trait Unshaped: Api {
    #[endpoint(GET, "/service")]
    fn by_service(&self) -> Pages<u64>;

    #[endpoint(GET, "/alone", pages = OWN)]
    fn alone(&self) -> Pages<u64>;
}
impl Unshaped for Client {}

fn client(bodies: &[&'static str]) -> (Client, FakeTransport) {
    let fake = bodies.iter().fold(FakeTransport::new(), |fake, body| fake.answer(Response::new(*body)));
    let service = Service::new("https://api.example.com").page_shape(PageShape::CURSOR.items("objects"));
    (Client::builder(service).transport(fake.clone()).build().unwrap(), fake)
}

#[tokio::test]
async fn the_nearest_shape_counts() {
    for (list, bodies, second) in [
        ((|client| client.by_trait()) as fn(&Client) -> Pages<u64>, ["[1]", "[]"], None),
        (
            |client| client.by_endpoint(),
            [r#"{"rows": [1], "next": "b"}"#, r#"{"rows": []}"#],
            Some("/own?after=b"),
        ),
        (
            |client| client.alone(),
            [r#"{"rows": [1], "next": "b"}"#, r#"{"rows": []}"#],
            Some("/alone?after=b"),
        ),
        (
            |client| client.by_service(),
            [r#"{"objects": [1], "cursor": "b"}"#, r#"{"objects": []}"#],
            Some("/service?cursor=b"),
        ),
    ] {
        let (client, fake) = client(&bodies);
        assert_eq!(list(&client).collect_up_to(10).await.unwrap(), [1]);
        let requests = fake.requests();
        let second_sent = requests.get(1).map(|request| request.uri().path_and_query().unwrap().as_str());
        assert_eq!(second_sent, second);
    }
    let (client, _) = client(&[r#"{"rows": [1], "count": 9}"#]);
    assert_eq!(client.one_page().await.unwrap().total, Some(9));
}

#[test]
fn the_description_of_a_trait_tells_its_shapes() {
    let shapes: Vec<_> = SHAPED.endpoints().iter().map(|endpoint| endpoint.page_shape().copied()).collect();
    assert_eq!(shapes[..2], [Some(PageShape::LINK), Some(OWN)]);
    assert_ne!(shapes[2], None);
}

#[test]
fn a_step_is_named_in_words() {
    let steps = [
        (PageShape::OFFSET, "offset in the query parameter `offset`"),
        (PageShape::PAGE, "page number from 1 in the query parameter `page`"),
        (PageShape::CURSOR, "token from the member `cursor` in the query parameter `cursor`"),
        (PageShape::STARTING_AFTER, "`id` of the last item in the query parameter `starting_after`"),
        (PageShape::LINK, "URL from the link `next`"),
        (
            PageShape::CONNECTION,
            "token from the member `/pageInfo/endCursor` in the body's `/variables/after`",
        ),
    ];
    for (shape, words) in steps {
        let next: NextPage = shape.next_page();
        assert_eq!(next.to_string(), words);
    }
}
