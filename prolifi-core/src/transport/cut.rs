//! An attempt whose time is up: what the policy and a transport tell each other while it is dropped.
//!
//! Dropping a future is all that ends it, and says nothing. But a transport has to know that the time was up, and
//! not only that the caller lost interest, to stop trusting the connection; and the policy has to know whether the
//! request had been given to a connection at all. Both are said on the thread that drops the future, while it does,
//! so that it works through whatever layers are between, and costs a call that is answered nothing.

use std::cell::Cell;

use super::TransportFuture;

thread_local! {
    static CUT: Cell<Cut> = const { Cell::new(Cut::No) };
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// No attempt is being cut short.
    No,
    /// One is, and no transport has said anything of it.
    Silent,
    /// Nothing of it was sent.
    Unsent,
    /// Something of it may have been sent.
    #[cfg(any(feature = "reqwest", feature = "hyper"))]
    Sent,
}

/// Drops an attempt whose time is up, and tells whether it is certain that nothing of it was sent.
pub(crate) fn cut_short(sending: TransportFuture) -> bool {
    /// Also where a destructor panics.
    struct Over;
    impl Drop for Over {
        fn drop(&mut self) {
            CUT.set(Cut::No);
        }
    }
    let _over = Over;
    CUT.set(Cut::Silent);
    drop(sending);
    CUT.get() == Cut::Unsent
}

/// For a transport, while its future is dropped: whether that is because the time is up.
#[cfg(any(feature = "reqwest", feature = "hyper"))]
pub(super) fn is_cut() -> bool {
    CUT.get() != Cut::No
}

/// For a transport, then: whether the request had been given to a connection. A single one that was is enough.
#[cfg(any(feature = "reqwest", feature = "hyper"))]
pub(super) fn report(sent: bool) {
    CUT.set(match CUT.get() {
        Cut::No => Cut::No,
        _ if sent => Cut::Sent,
        Cut::Sent => Cut::Sent,
        _ => Cut::Unsent,
    });
}

#[cfg(all(test, any(feature = "reqwest", feature = "hyper")))]
mod tests {
    use super::{cut_short, is_cut, report};

    /// Says these when it is dropped.
    struct Says(&'static [bool]);

    impl Drop for Says {
        fn drop(&mut self) {
            assert!(is_cut() || self.0.is_empty());
            self.0.iter().for_each(|sent| report(*sent));
        }
    }

    #[test]
    fn it_is_unsent_only_if_each_transport_says_so() {
        let rows: [(&'static [bool], bool); 5] = [
            (&[], false),
            (&[false], true),
            (&[true], false),
            (&[true, false], false),
            (&[false, true], false),
        ];
        for (said, unsent) in rows {
            let says = Says(said);
            let sending = Box::pin(async move {
                let _says = says;
                std::future::pending().await
            });
            assert_eq!(cut_short(sending), unsent, "{said:?}");
        }
        assert!(!is_cut());
        report(false);
        assert!(!is_cut());
    }
}
