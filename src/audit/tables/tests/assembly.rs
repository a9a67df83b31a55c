//! Which rows there are, and in which order.

use super::super::BATCH_ROWS;
use super::*;

/// What a package with this number is called, and the columns by which its rows are known.
fn id(number: usize) -> String {
    format!("p{number}")
}

/// Package `number` has `number % 3` documents and signers, and each seventh is an error.
fn numbered(number: usize) -> Row {
    if number % 7 == 3 { error_row(Some(&id(number))) } else { package(&id(number), number % 3) }
}

fn numbered_chunk(layout: &Arc<Layout>, places: impl IntoIterator<Item = usize>) -> Chunk {
    chunk(layout, places.into_iter().map(|place| (place, numbered(place))))
}

/// Checks that packages has these, in this order, and the other tables each of them once, where it appears first.
fn assert_rows(tables: &Tables, numbers: &[usize]) {
    assert_eq!(column(&tables.packages, "package_id"), numbers.iter().map(|n| id(*n)).collect::<Vec<_>>());
    let mut firsts = Vec::new();
    for number in numbers {
        if !firsts.contains(number) {
            firsts.push(*number);
        }
    }
    let errors: Vec<_> = numbers.iter().filter(|n| *n % 7 == 3).map(|n| id(*n)).collect();
    assert_eq!(column(&tables.errors, "package_id"), errors);
    firsts.retain(|number| number % 7 != 3);
    let (mut documents, mut signers, mut revisions) = (Vec::new(), Vec::new(), Vec::new());
    for number in &firsts {
        let id = id(*number);
        for d in 0..number % 3 {
            documents.push(format!("{id}-d{d}"));
            signers.push(format!("{id}-s{d}"));
            revisions.extend((0..number % 3).map(|r| format!("{id}-d{d}-r{r}")));
        }
    }
    assert_eq!(column(&tables.documents, "document_id"), documents);
    assert_eq!(column(&tables.signers, "signer_id"), signers);
    assert_eq!(column(&tables.revisions, "revision_id"), revisions);
    let known: Vec<_> = tables.known().map(|(id, row)| (id.to_owned(), row)).collect();
    let rows = firsts.iter().map(|n| (id(*n), numbers.iter().position(|number| number == n).unwrap()));
    assert_eq!(known, rows.collect::<Vec<_>>());
}

#[test]
fn chunks_come_in_any_order() {
    let layout = layout();
    let chunks = [4, 1, 0, 3, 2].map(|run| numbered_chunk(&layout, run * 20..run * 20 + 20));
    let tables = assemble(layout, chunks, None, None);
    assert_rows(&tables, &(0..100).collect::<Vec<_>>());
}

#[test]
fn batches_are_of_some_thousand_rows() {
    let layout = layout();
    let chunks = (0..100).map(|run| numbered_chunk(&layout, run * 200..run * 200 + 200));
    let tables = assemble(layout.clone(), chunks, None, None);
    assert_eq!(tables.packages.len(), 20_000);
    let sizes: Vec<_> = tables.packages.batches().iter().map(arrow_array::RecordBatch::num_rows).collect();
    assert_eq!(sizes, [8_200, 8_200, 3_600]);
    assert!(tables.revisions.batches()[0].num_rows() >= BATCH_ROWS);
    assert_eq!(column(&tables.packages, "package_id"), (0..20_000).map(id).collect::<Vec<_>>());
}

#[test]
fn an_interrupted_audit_has_what_is_there() {
    let layout = layout();
    let present: Vec<_> = (0..10).chain(25..30).chain([37, 39]).chain(50..60).collect();
    let chunks = || {
        [25..30, 0..10, 50..60]
            .into_iter()
            .map(|places| numbered_chunk(&layout, places))
            .chain([numbered_chunk(&layout, [37, 39])])
    };
    let tables = assemble(layout.clone(), chunks(), None, None);
    assert_rows(&tables, &present);

    // The same with duplicates among the inputs: those of missing places are missing too.
    let order: Vec<_> = (0..70).chain([39, 40, 5, 5]).map(Origin::Asked).collect();
    let tables = assemble(layout.clone(), chunks(), Some(&order), None);
    assert_rows(&tables, &[present, vec![39, 5, 5]].concat());
}

#[test]
fn duplicates_repeat_the_row_of_the_package_only() {
    let layout = layout();
    let order = [0, 1, 0, 2, 3, 3, 1, 4, 0, 5];
    let origins = order.map(Origin::Asked);
    let tables = assemble(layout.clone(), [numbered_chunk(&layout, 0..6)], Some(&origins), None);
    assert_rows(&tables, &order);

    // Many of them, over several batches.
    let order: Vec<_> = (0..10_000).flat_map(|n| [n % 300, n % 250]).collect();
    let origins: Vec<_> = order.iter().map(|n| Origin::Asked(*n)).collect();
    let tables = assemble(layout.clone(), [numbered_chunk(&layout, 0..300)], Some(&origins), None);
    let sizes: Vec<_> = tables.packages.batches().iter().map(arrow_array::RecordBatch::num_rows).collect();
    assert_eq!(sizes, [8_192, 8_192, 3_616]);
    assert_rows(&tables, &order);
}

/// An audit of `order` that knows what an earlier one, of `earlier`, could tell before it ended.
fn resume(order: &[usize], earlier: &[usize]) {
    let layout = layout();
    let mut distinct = Vec::new();
    for number in earlier {
        if !distinct.contains(number) {
            distinct.push(*number);
        }
    }
    let place = |number: &usize, of: &[usize]| of.iter().position(|n| n == number).unwrap();
    let first = chunk(&layout, distinct.iter().enumerate().map(|(place, number)| (place, numbered(*number))));
    let origins: Vec<_> = earlier.iter().map(|n| Origin::Asked(place(n, &distinct))).collect();
    let earlier = assemble(layout.clone(), [first], Some(&origins), None);

    let known: std::collections::HashMap<_, _> = earlier.known().collect();
    let mut asked = Vec::new();
    let origins = order.iter().map(|number| {
        if let Some(row) = known.get(&*id(*number)) {
            return Origin::Known(*row);
        }
        if !asked.contains(number) {
            asked.push(*number);
        }
        Origin::Asked(place(number, &asked))
    });
    let origins: Vec<_> = origins.collect();
    assert!(asked.iter().all(|number| number % 7 == 3 || !distinct.contains(number)));
    let second = chunk(&layout, asked.iter().enumerate().map(|(place, number)| (place, numbered(*number))));
    let tables = assemble(layout, [second], Some(&origins), Some(&earlier));
    assert_rows(&tables, order);
}

#[test]
fn an_audit_resumes_an_earlier_one() {
    let all: Vec<_> = (0..100).collect();
    let backwards: Vec<_> = (0..100).rev().collect();
    let every_third: Vec<_> = (0..100).step_by(3).collect();
    let repeated: Vec<_> = (0..200).map(|n| n * 7 % 60).collect();
    for order in [&all, &backwards, &repeated] {
        for earlier in [&all[..0], &all[..40], &every_third, &backwards[30..], &repeated, &all] {
            resume(order, earlier);
        }
    }
}

#[test]
fn the_values_of_an_earlier_audit_stay_right() {
    let layout = layout();
    let state = |id: &str, state: &str| row(id, &json!({"state": state}), None);
    let first = tables(&layout, [state("a", "new 1"), state("b", "open")]);
    let second = chunk(&layout, [(0, state("c", "new 2")), (1, state("d", "new 1"))]);
    let order = [Origin::Asked(0), Origin::Known(0), Origin::Asked(1), Origin::Known(1)];
    let both = assemble(layout, [second], Some(&order), Some(&first));
    assert_eq!(column(&both.packages, "state"), ["new 2", "new 1", "new 1", "open"]);
    assert_eq!(column(&first.packages, "state"), ["new 1", "open"]);
}

#[test]
fn large_texts_go_to_further_parts_and_batches() {
    let layout = layout();
    let large = |place: usize| row(&id(place), &json!({"externalData": "x".repeat(7 << 20), "documents": [{}]}), None);
    let chunk = chunk(&layout, (0..12).map(|place| (place, large(place))));
    assert_eq!(chunk.parts.iter().map(|part| part.places.len()).collect::<Vec<_>>(), [5, 5, 2]);
    let order: Vec<_> = (0..12).rev().map(Origin::Asked).collect();
    let tables = assemble(layout, [chunk], Some(&order), None);
    let sizes: Vec<_> = tables.packages.batches().iter().map(arrow_array::RecordBatch::num_rows).collect();
    assert_eq!(sizes, [5, 5, 2]);
    for table in [&tables.packages, &tables.documents] {
        assert_eq!(column(table, "package_id"), (0..12).rev().map(id).collect::<Vec<_>>());
    }
}
