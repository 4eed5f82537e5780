//! Random lists, cut at random, by each way of writing them.

use proptest::{collection::vec, prelude::*};

use super::service::{Fake, List, Row, list, ways};
use crate::random::run;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn a_list_is_the_same_however_it_is_cut(
        way in 0..ways().len(),
        rows in 0..60_u64,
        cuts in vec(0..9_u64, 1..6).prop_filter("a page with rows", |cuts| cuts.iter().any(|size| *size > 0)),
        stops in vec(0..70_usize, 0..3),
    ) {
        let way = ways()[way];
        let least = u64::from(!way.has_gaps);
        let fake = Fake::new(way, List::new(rows, &cuts.iter().map(|size| (*size).max(least)).collect::<Vec<_>>()));
        // The list is left and taken up again at random places, as in processes that store where they are.
        let given: Vec<Row> = run(async {
            let client = fake.client();
            let mut given = Vec::new();
            let mut stored: Option<String> = None;
            for stop in stops.iter().copied().chain([usize::MAX]) {
                let mut pages = list(&client, way);
                if let Some(stored) = stored.take() {
                    pages = pages.start_at(serde_json::from_str(&stored).expect("a position"));
                }
                given.extend(pages.collect_up_to(stop).await.expect(way.name));
                stored = Some(serde_json::to_string(&pages.position()).expect("JSON"));
            }
            given
        });
        prop_assert!(given.iter().map(|row| row.id).eq(0..rows), "{}: {:?}", way.name, given);
    }
}
