//! What was asked, as the values that it was asked with.

use prolifi::testing::Routes;

use super::service::{Filter, NOTES, Note, Notes, client, note, nothing};

#[tokio::test]
async fn arguments_are_read_back_by_their_names() {
    let routes = Routes::new();
    routes.on(NOTES.add_note).reply(&note("a"));
    routes.on(NOTES.search).reply(&vec![]);
    routes.on(NOTES.add_file).reply(&None);
    let client = client(&routes);
    client.add_note("a/b", Some(true), Some("import"), Some("s1"), &note("a")).await.unwrap();
    client
        .search(Some("x&y"), &["a", "b,c"], &Filter { author: Some("12".to_owned()), year: Some(2026) })
        .await
        .unwrap();
    client.search(None, &[], &nothing()).await.unwrap();
    client
        .add_file(&[1, 2], "a b/c", &Filter { author: Some("Jane Doe".to_owned()), year: None })
        .await
        .unwrap();

    let added = &routes.requests()[0];
    assert_eq!(added.arg::<String>("id"), "a/b");
    assert_eq!(added.arg::<Option<bool>>("notify"), Some(true));
    assert_eq!(
        (added.arg::<String>("source"), added.arg::<String>("session")),
        ("import".to_owned(), "s1".to_owned())
    );
    assert_eq!(added.arg::<Note>("note"), note("a"));
    assert_eq!(added.body::<Note>(), note("a"));
    assert_eq!(added.header("authorization"), Some("Bearer test_4f9a1c7be2d80356"));
    assert_eq!(added.endpoint(), Some(NOTES.add_note.endpoint()));

    let [found, none] = &routes.requests_to(NOTES.search)[..] else { panic!() };
    assert_eq!(found.arg::<String>("text"), "x&y");
    assert_eq!(found.arg::<Vec<String>>("tags"), ["a", "b,c"]);
    assert_eq!(found.arg::<Filter>("filter"), Filter { author: Some("12".to_owned()), year: Some(2026) });
    assert_eq!((none.arg::<Option<String>>("text"), none.arg::<Vec<String>>("tags")), (None, vec![]));
    assert_eq!(none.arg::<Filter>("filter"), nothing());

    let file = &routes.requests()[3];
    assert_eq!(file.arg::<Vec<u64>>("ids"), [1, 2]);
    assert_eq!(file.arg::<Vec<String>>("path"), ["a b", "c"]);
    assert_eq!(file.arg::<Filter>("fields"), Filter { author: Some("Jane Doe".to_owned()), year: None });
    let shown = format!("{:?}", routes.requests());
    assert!(
        shown.contains("/base/v1/customers/a%2Fb/notes") && !shown.contains("4f9a1c7be2d80356"),
        "{shown}"
    );
}
