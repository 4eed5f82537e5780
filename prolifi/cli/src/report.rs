//! What is said at the end: what was written, and what was not.

use prolifi_core::contract::document::Document;

use crate::plan::{Plan, types::Kind};

/// More lines of one kind are counted, and not shown.
const SHOWN: usize = 40;

pub(crate) fn print(document: &Document, plan: &Plan<'_>, wanted: usize) {
    let named = |index: &&usize| plan.models.all[**index].schema.is_some();
    let any = |index: &&usize| matches!(plan.models.all[**index].kind, Kind::Alias(_));
    let schemas = plan.used.order.iter().filter(named);
    let (count, untyped) = (schemas.clone().count(), schemas.filter(any).count());
    eprintln!(
        "{} of {} as {}, with {} ({} of {})",
        plan.count(),
        counted(wanted, "operation"),
        counted(plan.groups.len(), "trait"),
        counted(plan.used.order.len(), "type"),
        count - untyped,
        counted(count, "named schema"),
    );
    list("left out", plan.left_out.iter().map(|(operation, reason)| format!("{operation}: {reason}")));
    list("written with a loss", plan.losses.iter().map(|(operation, loss)| format!("{operation}: {loss}")));
    let unread = document.unread();
    list("wrong in the document", unread.iter().map(ToString::to_string));
}

/// `1 trait`, `2 traits`.
pub(crate) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn list(title: &str, lines: impl ExactSizeIterator<Item = String>) {
    let count = lines.len();
    if count == 0 {
        return;
    }
    eprintln!("\n{title}:");
    lines.take(SHOWN).for_each(|line| eprintln!("  {line}"));
    if count > SHOWN {
        eprintln!("  and {} more", count - SHOWN);
    }
}
