//! How long reading takes: `cargo bench -p chronotope-core --features workload --bench read`.

use chronotope_core::read::{Outcome, Reader};
use chronotope_core::workload;
use divan::Bencher;

const ROWS: u32 = 100_000;

fn main() {
    divan::main();
}

fn read(bytes: &[u8]) -> Option<Outcome> {
    let mut reader = Reader::new(Some(bytes.len() as u64)).packing();
    for piece in bytes.chunks(1 << 18) {
        reader.push(piece).ok()?;
        reader.take_packed(1 << 20);
    }
    reader.finish().ok()
}

#[divan::bench]
fn csv_100k(bencher: Bencher) {
    let mut text = workload::CSV_HEADER.to_owned();
    workload::write_csv(0..ROWS, &mut text);
    bencher.bench(|| read(text.as_bytes()));
}

#[divan::bench]
fn geojson_100k(bencher: Bencher) {
    let mut text = workload::GEOJSON_START.to_owned();
    workload::write_geojson(0..ROWS, &mut text);
    text.push_str(workload::GEOJSON_END);
    bencher.bench(|| read(text.as_bytes()));
}
