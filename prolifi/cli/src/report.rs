//! What is said at the end: what was written, and what was not.

use prolifi_core::contract::document::Document;

use crate::plan::{Plan, types::Kind};

/// More lines of one kind are counted, and not shown.
const SHOWN: usize = 40;

pub(crate) fn print(document: &Document, plan: &Plan<'_>, wanted: usize) {
    let models = plan.used.order.len();
    let named = |index: &&usize| plan.models.all[**index].schema.is_some();
    let any = |index: &&usize| matches!(plan.models.all[**index].kind, Kind::Alias(_));
    let schemas = plan.used.order.iter().filter(named);
    let (count, untyped) = (schemas.clone().count(), schemas.filter(any).count());
    eprintln!(
        "{} of {wanted} operations in {} traits; {models} types, of {count} named schemas {untyped} as any JSON",
        plan.count(),
        plan.groups.len(),
    );
    list("left out", plan.left_out.iter().map(|(operation, reason)| format!("{operation}: {reason}")));
    list("written with a loss", plan.losses.iter().map(|(operation, loss)| format!("{operation}: {loss}")));
    let unread = document.unread();
    list("wrong in the document", unread.iter().map(ToString::to_string));
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
