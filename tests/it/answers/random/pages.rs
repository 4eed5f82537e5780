//! Bodies of pages: what they say is read or refused, and a list of them ends.

use prolifi::{Call, Client, ErrorKind, Page, Pages, Service, prelude::*, testing::FakeTransport};
use prolifi_tests::printed;
use proptest::{collection::vec, prelude::*};
use serde_json::{Value, json};

use crate::random::{answering, arriving, cuts, damaged, is_one_plain_line, leaks, pieces, run, value};

trait Listed: Api {
    #[endpoint(GET, "/l")]
    fn page(&self) -> Call<Page<Value>>;
    #[endpoint(GET, "/l")]
    fn pages(&self) -> Pages<Value>;
}
impl Listed for Client {}

/// Almost a page: numbers that fit and that do not, and anything in their place.
fn page() -> impl Strategy<Value = String> {
    let number = || {
        prop_oneof![
            4 => (0..12_u64).prop_map(Value::from),
            1 => prop::sample::select(&[u64::MAX, u64::MAX - 1, 1 << 63][..]).prop_map(Value::from),
            1 => value(),
        ]
    };
    let flag = prop_oneof![4 => any::<bool>().prop_map(Value::from), 1 => value()];
    let pagination =
        (number(), number(), number(), flag, 0..16_u8).prop_map(|(total, limit, offset, more, which)| {
            let members = [("total", total), ("limit", limit), ("offset", offset), ("has_more", more)];
            let there = members.into_iter().enumerate().filter(|(bit, _)| which >> bit & 1 == 1);
            Value::Object(there.map(|(_, (name, value))| (name.to_owned(), value)).collect())
        });
    let items = prop_oneof![6 => vec(value(), 0..4).prop_map(Value::from), 1 => value()];
    let pagination = prop_oneof![6 => pagination, 1 => value()];
    let page = (items, pagination)
        .prop_map(|(items, pagination)| json!({ "data": items, "pagination": pagination }));
    prop_oneof![9 => page, 1 => value()].prop_map(|page| page.to_string())
}

proptest! {
    #[test]
    fn a_page_is_what_its_members_say(body in damaged(page()), cuts in cuts()) {
        let read = run(async { answering(200, arriving(pieces(&body, &cuts))).page().await });
        let whole = std::str::from_utf8(&body).ok().and_then(|text| serde_json::from_str::<Value>(text).ok());
        match (read, &whole) {
            (Ok(page), Some(whole)) => {
                prop_assert_eq!(Some(&page.items), whole["data"].as_array());
                let said = &whole["pagination"];
                prop_assert_eq!(page.total, said["total"].as_u64());
                prop_assert_eq!(page.limit, said["limit"].as_u64());
                prop_assert_eq!(page.begins_at, said["offset"].as_u64());
                prop_assert_eq!(page.has_more, said["has_more"].as_bool());
            }
            // Only members that are not read can be wrong in a way that does not matter.
            (Ok(page), None) => prop_assert!(std::str::from_utf8(&body).is_ok(), "{:?}", page),
            (Err(error), _) => {
                let is_page = whole.is_some_and(|whole| whole["data"].is_array() && whole["pagination"].is_object());
                prop_assert!(error.is_decode() && !is_page, "{}", error);
                prop_assert!(error.body().is_some_and(|kept| *kept == body));
                let printed = printed(&error);
                prop_assert!(is_one_plain_line(&error.to_string()) && !leaks(&printed, &body), "{}", printed);
            }
        }
    }

    #[test]
    fn a_list_ends_whatever_its_pages_say(
        bodies in vec(prop_oneof![2 => page().prop_map(String::into_bytes), 1 => damaged(page())], 1..6),
        start in prop::option::of(prop_oneof![0..8_u64, Just(u64::MAX)]),
    ) {
        let fake = bodies.iter().fold(FakeTransport::new(), |fake, body| {
            fake.answer(http::Response::new(body.clone()))
        });
        let client = Client::builder(Service::new("https://x.test")).transport(fake.clone()).build().unwrap();
        let mut pages = client.pages().max_retries(0);
        if let Some(start) = start {
            pages = pages.query("offset", start);
        }
        let (items, error, after) = run(async {
            let (mut items, mut error) = (0, None);
            while let Some(item) = pages.next().await {
                match item {
                    Ok(_) => items += 1,
                    Err(met) => {
                        prop_assert!(error.is_none(), "a list goes on behind its error: {met}");
                        error = Some(met);
                    }
                }
            }
            Ok((items, error, pages.next().await.is_none()))
        })?;
        prop_assert!(after, "a list that has ended goes on");
        prop_assert!(items <= 4 * bodies.len() * 4, "{items} items");
        if let Some(error) = error {
            // Behind the last of the bodies the test expects no request.
            prop_assert!(matches!(error.kind(), ErrorKind::Decode | ErrorKind::Build), "{error}");
            prop_assert!(is_one_plain_line(&error.to_string()), "{error}");
            prop_assert!(!leaks(&printed(&error), &bodies.concat()), "{error}");
        } else {
            prop_assert!(fake.requests().len() <= bodies.len());
        }
    }
}
