//! How much work an expression can be for values of a given size: known before it is evaluated, so that none takes long.

use cel::IdedExpr;
use cel::common::ast::{EntryExpr, Expr, operators};

use super::super::variables::Size;

/// Fields that hold text, a number or a truth value outside of `properties`: comparing them is one step.
const SCALARS: [&str; 13] = [
    "logicalId",
    "type",
    "name",
    "freeTierEligible",
    "rule",
    "severity",
    "resource",
    "region",
    "account",
    "engine",
    "usdCents",
    "inrPaise",
    "namespace",
];
/// Most steps that it takes for values of this size.
pub(super) fn work(expression: &IdedExpr, size: Size) -> u64 {
    let sum = |parts: &mut dyn Iterator<Item = &IdedExpr>| {
        parts.fold(1_u64, |sum, part| sum.saturating_add(work(part, size)))
    };
    match &expression.expr {
        Expr::Literal(_) | Expr::Ident(_) | Expr::Struct(_) | Expr::Unspecified => 1,
        Expr::Select(select) => work(&select.operand, size).saturating_add(1),
        Expr::Call(call) => {
            let parts = sum(&mut call.target.as_deref().into_iter().chain(&call.args));
            let looks_at_all = match call.func_name.as_str() {
                operators::EQUALS | operators::NOT_EQUALS | operators::ADD => !call.args.iter().any(is_small),
                operators::IN => !matches!(call.args.get(1).map(|list| &list.expr), Some(Expr::List(_))),
                "string" | "contains" => true,
                _ => false,
            };
            let looks_at = match (looks_at_all, call.func_name.as_str()) {
                (false, _) => 0,
                (true, operators::IN) => size.longest,
                (true, "contains") => 8, // a text of the plan, not the plan
                (true, _) => size.values,
            };
            parts.saturating_add(looks_at)
        }
        Expr::List(list) => sum(&mut list.elements.iter()),
        Expr::Map(map) => map.entries.iter().fold(1_u64, |all, entry| match &entry.expr {
            EntryExpr::MapEntry(entry) => {
                all.saturating_add(sum(&mut [&entry.key, &entry.value].into_iter()))
            }
            EntryExpr::StructField(_) => all,
        }),
        Expr::Comprehension(it) => {
            let written = match &it.iter_range.expr {
                Expr::List(list) => u64::try_from(list.elements.len()).unwrap_or(u64::MAX),
                _ => 0,
            };
            let turns = size.longest.max(written);
            let turn = work(&it.loop_cond, size).saturating_add(work(&it.loop_step, size));
            // Each item is copied once for its turn.
            work(&it.iter_range, size)
                .saturating_add(turns.saturating_mul(turn))
                .saturating_add(size.values)
        }
    }
}

/// Text, a number or a truth value, so that comparing with it is one step.
fn is_small(expression: &IdedExpr) -> bool {
    match &expression.expr {
        Expr::Literal(_) => true,
        Expr::Select(select) => {
            SCALARS.contains(&select.field.as_str()) && !reads_properties(&select.operand.expr)
        }
        Expr::Call(call) => match call.func_name.as_str() {
            operators::CONDITIONAL | operators::INDEX => false,
            operators::ADD => call.args.iter().all(is_small),
            _ => true,
        },
        Expr::Ident(_)
        | Expr::List(_)
        | Expr::Map(_)
        | Expr::Comprehension(_)
        | Expr::Struct(_)
        | Expr::Unspecified => false,
    }
}

fn reads_properties(expression: &Expr) -> bool {
    match expression {
        Expr::Select(select) => select.field == "properties" || reads_properties(&select.operand.expr),
        Expr::Call(call) => call.args.iter().any(|it| reads_properties(&it.expr)),
        Expr::Ident(_) => false,
        _ => true,
    }
}
