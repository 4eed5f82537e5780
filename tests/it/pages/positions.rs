//! Where a list stands: stored, read back in another process, refused by a list of another kind; and the way back.

use prolifi::{Page, Pages, Position};

use super::service::{Fake, List, Row, Way, list, ways};

fn named(name: &str) -> Way {
    ways().into_iter().find(|way| way.name == name).expect(name)
}

fn ids(page: &Page<Row>) -> Vec<u64> {
    page.items.iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn a_list_goes_on_from_a_stored_position_wherever_it_was_left() {
    for way in ways() {
        for taken in 0..=10 {
            let fake = Fake::new(way, List::new(10, &[4]));
            let mut pages = list(&fake.client(), way);
            let first = pages.collect_up_to(taken).await.expect(way.name);
            let stored = serde_json::to_vec(&pages.position()).expect(way.name);

            let position: Position = serde_json::from_slice(&stored).expect(way.name);
            let mut rest = list(&fake.client(), way).start_at(position.clone());
            assert_eq!(rest.position(), position, "{}, {taken} taken", way.name);
            let rest = rest.collect_up_to(100).await.expect(way.name);
            let ids: Vec<u64> = first.iter().chain(&rest).map(|row| row.id).collect();
            assert_eq!(ids, (0..10).collect::<Vec<_>>(), "{}, {taken} taken", way.name);
        }
    }
}

#[tokio::test]
async fn what_comes_to_the_end_of_a_list_later_is_behind_its_position() {
    for way in ways() {
        let fake = Fake::new(way, List::new(6, &[4]));
        let mut pages = list(&fake.client(), way);
        assert_eq!(pages.collect_up_to(100).await.expect(way.name).len(), 6);

        let longer = Fake::new(way, List::new(9, &[4]));
        let rest = list(&longer.client(), way).start_at(pages.position()).collect_up_to(100).await;
        assert_eq!(
            rest.expect(way.name).iter().map(|row| row.id).collect::<Vec<_>>(),
            [6, 7, 8],
            "{}",
            way.name
        );
    }
}

#[tokio::test]
async fn pages_begin_with_the_rows_that_were_not_taken() {
    for way in ways() {
        let fake = Fake::new(way, List::new(10, &[4]));
        let mut pages = list(&fake.client(), way);
        pages.collect_up_to(6).await.expect(way.name);
        let mut pages = pages.pages();
        let page = pages.next().await.expect(way.name).expect(way.name);
        assert_eq!(page.items.first(), Some(&Row { id: 6 }), "{}", way.name);
    }
}

#[tokio::test]
async fn a_position_of_another_kind_of_list_is_an_error() {
    let positions = ways().into_iter().map(|way| {
        let fake = Fake::new(way, List::new(10, &[4]));
        (way, list(&fake.client(), way).position())
    });
    let positions: Vec<_> = positions.collect();
    for (way, own) in &positions {
        for (other, position) in &positions {
            let fake = Fake::new(*way, List::new(10, &[4]));
            let first = list(&fake.client(), *way).start_at(position.clone()).next().await.expect(way.name);
            if own == position {
                assert!(first.is_ok(), "{} from {}", way.name, other.name);
                continue;
            }
            let error = first.expect_err(way.name);
            assert!(error.is_build() && error.endpoint().is_some(), "{error}");
            assert!(error.to_string().contains("the position is of a list by "), "{error}");
            assert_eq!(fake.requests().len(), 0);
        }
    }
}

#[tokio::test]
async fn a_position_shows_no_token() {
    let way = named("cursor");
    let fake = Fake::new(way, List::new(10, &[4]));
    let mut pages = list(&fake.client(), way);
    pages.collect_up_to(4).await.unwrap();
    let shown = format!("{:?} {:?}", pages.position(), pages);
    assert!(!shown.contains("p/1"), "{shown}");
}

#[tokio::test]
async fn the_page_before_is_asked_for_as_the_service_offers_it() {
    for name in ["offset", "page", "page from 0, told how many", "starting after", "link", "next url"] {
        let way = named(name);
        let fake = Fake::new(way, List::new(12, &[4]));
        let mut pages = list(&fake.client(), way).header("x-source", "back").pages();
        assert!(pages.previous().await.is_none(), "{name}: no page was received");
        for expected in [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]] {
            assert_eq!(ids(&pages.next().await.expect(name).expect(name)), expected, "{name}");
        }
        assert_eq!(ids(&pages.previous().await.expect(name).expect(name)), [4, 5, 6, 7], "{name}");
        assert_eq!(ids(&pages.previous().await.expect(name).expect(name)), [0, 1, 2, 3], "{name}");
        assert!(pages.previous().await.is_none(), "{name}: the first page has none before it");
        assert_eq!(ids(&pages.next().await.expect(name).expect(name)), [4, 5, 6, 7], "{name}");
        for request in fake.requests() {
            let query = request.uri().query().unwrap_or_default();
            assert!(
                query.contains("tag=a%26b") && request.headers()["x-source"] == "back",
                "{name}: {query}"
            );
            assert!(!(query.contains("after=") && query.contains("before=")), "{name}: {query}");
        }
    }
}

#[tokio::test]
async fn the_page_before_ends_where_the_other_begins() {
    let way = named("offset");
    let fake = Fake::new(way, List::new(20, &[7]));
    let mut pages = list(&fake.client(), way).query("offset", 3).pages();
    assert_eq!(ids(&pages.next().await.unwrap().unwrap()), [3, 4, 5, 6, 7, 8, 9]);
    assert_eq!(ids(&pages.previous().await.unwrap().unwrap()), [0, 1, 2]);
    assert_eq!(ids(&pages.next().await.unwrap().unwrap()), [3, 4, 5, 6, 7, 8, 9]);
}

#[tokio::test]
async fn where_the_service_offers_no_way_back_the_page_before_is_an_error() {
    for name in ["cursor", "last item, told nothing", "connection"] {
        let way = named(name);
        let fake = Fake::new(way, List::new(10, &[4]));
        let mut pages = list(&fake.client(), way).pages();
        pages.next().await;
        let error = pages.previous().await.expect(name).expect_err(name);
        assert!(error.is_build() && error.to_string().contains("goes forward only"), "{error}");
        assert_eq!(ids(&pages.next().await.expect(name).expect(name)), [4, 5, 6, 7], "{name}");
    }
}

#[test]
fn a_list_is_read_without_async_code() {
    for way in ways() {
        let fake = Fake::new(way, List::new(10, &[4]));
        let client = fake.client();
        let ids: Vec<u64> = list(&client, way).wait().map(|row| row.expect(way.name).id).collect();
        assert_eq!(ids, (0..10).collect::<Vec<_>>(), "{}", way.name);

        let mut rows: Pages<Row> = list(&client, way);
        assert_eq!(rows.next().wait().expect(way.name).expect(way.name).id, 0);
        assert_eq!(rows.collect_up_to(2).wait().expect(way.name).len(), 2);
        let mut pages = rows.pages();
        assert_eq!(pages.next().wait().expect(way.name).expect(way.name).items[0].id, 3);
        assert!(pages.wait().all(|page| page.is_ok()));
    }
    let way = named("page");
    let mut pages = list(&Fake::new(way, List::new(10, &[4])).client(), way).pages();
    pages.next().wait();
    pages.next().wait();
    assert_eq!(pages.previous().wait().unwrap().unwrap().items[0].id, 0);
}
