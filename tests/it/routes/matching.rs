//! Which of the routes answers.

use prolifi::{prelude::*, testing::Routes};

use super::service::{Filter, NOTES, Notes, client, note, nothing};

#[tokio::test]
async fn a_route_takes_what_its_arguments_say_in_every_place() {
    let routes = Routes::new();
    let full = routes
        .on(NOTES.add_note)
        .with("id", "c/1")
        .with("notify", true)
        .with("source", "import")
        .with("session", "s1")
        .with("note", note("a"))
        .reply(&note("full"))
        .times(1);
    let plain =
        routes.on(NOTES.add_note).with("notify", None::<bool>).with("source", ()).reply(&note("plain"));
    let client = client(&routes);
    let added = client.add_note("c/1", Some(true), Some("import"), Some("s1"), &note("a")).await.unwrap();
    assert_eq!(added, note("full"));
    let added = client.add_note("c/1", None, None, None, &note("a")).await.unwrap();
    assert_eq!(added, note("plain"));
    assert_eq!((full.requests().len(), plain.requests().len()), (1, 1));
}

#[tokio::test]
async fn lists_structs_and_forms_are_compared_as_they_are_written() {
    let routes = Routes::new();
    routes
        .on(NOTES.search)
        .with("tags", ["a", "b,c"])
        .with("filter", Filter { year: Some(2026), ..nothing() })
        .reply(&vec![]);
    let form = Filter { author: Some("Jane Doe".to_owned()), year: None };
    routes.on(NOTES.add_file).with("ids", [1, 2]).with("path", "a b/c").with("fields", &form).reply(&None);
    let client = client(&routes);
    let filter = Filter { author: Some("Jane".to_owned()), year: Some(2026) };
    client.search(Some("x"), &["a", "b,c"], &filter).await.unwrap();
    client.search(None, &["a", "b", "c"], &filter).await.unwrap_err();
    client.add_file(&[1, 2], "a b/c", &form).await.unwrap();
    client.add_file(&[1, 2], "a b/d", &form).await.unwrap_err();
    client.add_file(&[1, 2], "a b/c", &nothing()).await.unwrap_err();
    routes.verify().unwrap_err();
}

/// A list in a field is compared whole, in every style.
#[tokio::test]
async fn the_fields_that_are_named_have_to_be_equal() {
    #[derive(serde::Serialize)]
    struct Ids {
        ids: Vec<u8>,
        page: Option<u8>,
    }
    #[api]
    trait Rows {
        #[endpoint(GET, "/indices?<filter..>", lists = "indices")]
        fn indices(&self, filter: &Ids) -> Call<()>;

        #[endpoint(GET, "/brackets?<filter..>", lists = "brackets")]
        fn brackets(&self, filter: &Ids) -> Call<()>;

        #[endpoint(GET, "/rows?<filter..>")]
        fn repeated(&self, filter: &Ids) -> Call<()>;
    }
    for route in [ROWS.indices, ROWS.brackets, ROWS.repeated] {
        let routes = Routes::new();
        routes.on(route).with("filter", Ids { ids: vec![1], page: None }).reply(&());
        let client = client(&routes);
        let ask = |ids: &[u8]| {
            let filter = Ids { ids: ids.to_vec(), page: Some(2) };
            match route.name() {
                "indices" => client.indices(&filter),
                "brackets" => client.brackets(&filter),
                _ => client.repeated(&filter),
            }
        };
        ask(&[1]).await.unwrap();
        ask(&[1, 2]).await.unwrap_err();
        ask(&[]).await.unwrap_err();
        routes.verify().unwrap_err();
    }
}

#[tokio::test]
async fn the_newest_route_wins_and_an_older_one_takes_what_it_leaves() {
    let routes = Routes::new();
    routes.on(NOTES.get_note).reply(&note("any"));
    routes.on(NOTES.get_note).with("id", 7).reply(&note("seven"));
    let client = client(&routes);
    assert_eq!(client.get_note(7).await.unwrap(), note("seven"));
    assert_eq!(client.get_note(8).await.unwrap(), note("any"));
    routes.on(NOTES.get_note).reply(&note("newer"));
    assert_eq!(client.get_note(7).await.unwrap(), note("newer"));
}

/// Both are at one path, and so no path could tell them apart.
#[tokio::test]
async fn an_endpoint_is_answered_by_its_own_routes_alone() {
    let routes = Routes::new();
    routes.on(NOTES.search).reply(&vec![note("found")]);
    let client = client(&routes);
    assert_eq!(client.search(None, &[], &nothing()).await.unwrap(), [note("found")]);
    let error = client.all_notes().await.unwrap_err().to_string();
    assert!(error.ends_with("but that is another endpoint, `search`"), "{error}");
    // Refused, and still a request to its endpoint.
    assert_eq!(routes.requests_to(NOTES.all_notes).len(), 1);
    routes.verify().unwrap_err();
}

#[tokio::test]
async fn a_body_can_be_asked_for_by_a_condition_and_a_header_by_its_name() {
    let routes = Routes::new();
    routes
        .on(NOTES.add_note)
        .body_where(|note: super::service::Note| note.text.len() > 3)
        .reply_status(413, ());
    routes.on(NOTES.put_csv).with("csv", "id\n1\n").header("x-tenant", "a").reply(&prolifi::Raw::default());
    let client = client(&routes);
    let error = client.add_note("c1", None, None, None, &note("long")).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 413);
    let error = client.add_note("c1", None, None, None, &note("a")).await.unwrap_err();
    assert!(error.to_string().contains("the body is not such as `body_where` wants it"), "{error}");
    client.put_csv(7, "id\n1\n".into()).header("x-tenant", "a").await.unwrap();
    let error = client.put_csv(7, "id\n2\n".into()).await.unwrap_err().to_string();
    assert!(
        error.contains("the body is `id 2 `, and should be `id 1 `, and the header `x-tenant` is missing"),
        "{error}"
    );
    routes.verify().unwrap_err();
}
