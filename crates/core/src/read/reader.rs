//! [`Reader`]: bytes in, in pieces of any size; an event table out.

use super::csv::DelimitedReader;
use super::exchange::judge_positions;
use super::geojson::{GeoJsonReader, Records};
use super::layout::{Layout, first_records};
use super::pack::Packed;
use super::resolve::settle_names;
use super::row::Interpreter;
use super::sniff::{BOM, HEAD};
use super::{Alias, ColumnNotes, Dialect, Findings, Format, Plan, ReadError, ReadSummary, Role, Toponym};
use crate::gazetteer::Geocoder;
use crate::table::EventTable;

/// What a file came to.
#[derive(Debug)]
pub enum Outcome {
    /// Rows.
    Table(Box<Loaded>),
    /// The project's own JSON, which is read as a whole and elsewhere.
    Project,
}

/// A file that has been read: its rows, and what could not be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Loaded {
    /// The rows. [`EventTable::text_offset`] says where the text of each begins.
    pub table: EventTable,
    /// What could not be used, and how to read a row's text again.
    pub summary: ReadSummary,
}

/// Reads a file that arrives in pieces.
///
/// ```
/// use chronotope_core::read::{Outcome, Reader};
/// let mut reader = Reader::new(None);
/// reader.push(b"date,place\n2019-0")?;
/// reader.push(b"1-01,Idlib\n")?;
/// let Outcome::Table(loaded) = reader.finish()? else { panic!("rows") };
/// assert_eq!(loaded.table.rows(), 1);
/// # Ok::<(), chronotope_core::read::ReadError>(())
/// ```
#[derive(Debug)]
pub struct Reader {
    total_bytes: Option<u64>,
    packing: bool,
    keeps_all: bool,
    plan: Plan,
    stage: Stage,
    /// The first rows, where the columns are not known.
    sample: Vec<Vec<String>>,
    toponyms: Vec<Toponym>,
    compared: Findings,
}

/// Rows of a sample.
const SAMPLE: usize = 12;

#[derive(Debug)]
enum Stage {
    /// Gathering the head by which the format is told.
    Head(Vec<u8>),
    Rows(Box<Rows>),
    Project,
}

#[derive(Debug)]
struct Rows {
    interpreter: Interpreter,
    format: Format,
    body: Body,
    ended: bool,
}

#[derive(Debug)]
enum Body {
    Delimited(DelimitedReader),
    GeoJson(GeoJsonReader),
}

impl Reader {
    /// A reader of a file of about so many bytes, if that is known: it saves memory.
    pub fn new(total_bytes: Option<u64>) -> Reader {
        Reader {
            total_bytes,
            packing: false,
            keeps_all: false,
            plan: Plan::default(),
            stage: Stage::Head(Vec::new()),
            sample: Vec::new(),
            toponyms: Vec::new(),
            compared: Findings::default(),
        }
    }

    /// Reads by what a person has said of the file.
    #[must_use]
    pub fn by(self, plan: Plan) -> Reader {
        Reader { plan, ..self }
    }

    /// Keeps every problem, not only the first ones of each reason.
    #[must_use]
    pub fn keeping_all_problems(self) -> Reader {
        Reader {
            keeps_all: true,
            ..self
        }
    }

    /// After [`ReadError::NoKnownColumns`]: the first records, a header among them if there is one.
    pub fn sample(&self) -> &[Vec<String>] {
        &self.sample
    }

    /// Settles the names without coordinates by what a person has chosen and by a gazetteer, and holds positions
    /// against it. To be called after [`Reader::end`] and before [`Reader::finish`].
    pub fn settle(&mut self, geocoder: Option<&Geocoder>, aliases: &[Alias]) {
        let Stage::Rows(rows) = &mut self.stage else {
            return;
        };
        judge_positions(
            &mut rows.interpreter,
            geocoder,
            self.plan.swapped,
            &mut self.compared,
        );
        self.toponyms = settle_names(&mut rows.interpreter, geocoder, aliases);
    }

    /// Whether a gazetteer would be of use: some row has a name, with a position or without one.
    pub fn has_names(&self) -> bool {
        let Stage::Rows(rows) = &self.stage else {
            return false;
        };
        !rows.interpreter.named.places.is_empty() || !rows.interpreter.checks.is_empty()
    }

    /// Keeps the text of a GeoJSON file in a packed form, less than half as long, for [`Reader::take_packed`]. Rows'
    /// offsets and the dialect are then those of that text.
    #[must_use]
    pub fn packing(self) -> Reader {
        Reader {
            packing: true,
            ..self
        }
    }

    /// Whether the text is kept packed; `None` before enough has been read to know the format.
    pub fn is_packing(&self) -> Option<bool> {
        match &self.stage {
            Stage::Head(_) => None,
            Stage::Rows(rows) => Some(matches!(&rows.body, Body::GeoJson(body) if body.packed.is_some())),
            Stage::Project => Some(false),
        }
    }

    /// Gives what of the packed text has come together, if it is at least `least` bytes.
    pub fn take_packed(&mut self, least: usize) -> Option<&[u8]> {
        let Stage::Rows(rows) = &mut self.stage else {
            return None;
        };
        rows.packed()
            .filter(|packed| packed.len() > 0 && packed.len() >= least)
            .map(Packed::take)
    }

    /// Takes the next bytes: O(bytes).
    ///
    /// # Errors
    /// [`ReadError`] if the file as a whole cannot be read; the reader is of no more use then.
    pub fn push(&mut self, piece: &[u8]) -> Result<(), ReadError> {
        match &mut self.stage {
            Stage::Head(head) => {
                let (now, later) = piece.split_at(piece.len().min(HEAD - head.len()));
                head.extend_from_slice(now);
                if head.len() == HEAD {
                    self.begin()?;
                    self.push(later)?;
                }
                Ok(())
            }
            Stage::Rows(rows) => rows.push(piece),
            Stage::Project => Ok(()),
        }
    }

    /// Rows met so far.
    pub fn rows(&self) -> u32 {
        match &self.stage {
            Stage::Rows(rows) => rows.interpreter.rows,
            Stage::Head(_) | Stage::Project => 0,
        }
    }

    /// The file ends: reads what is left. After this, [`Reader::take_packed`] gives the last of the packed text.
    ///
    /// # Errors
    /// [`ReadError`] if the file as a whole cannot be read.
    pub fn end(&mut self) -> Result<(), ReadError> {
        if let Stage::Head(_) = self.stage {
            self.begin()?;
        }
        if let Stage::Rows(rows) = &mut self.stage {
            rows.end()?;
        }
        Ok(())
    }

    /// The file ends: sorts the rows and gives the table.
    ///
    /// # Errors
    /// [`ReadError`] if the file as a whole cannot be read.
    pub fn finish(mut self) -> Result<Outcome, ReadError> {
        self.end()?;
        let Stage::Rows(rows) = self.stage else {
            return Ok(Outcome::Project);
        };
        let Rows {
            interpreter,
            format,
            body,
            ..
        } = *rows;
        let mut columns = ColumnNotes::default();
        let fields: Vec<(Role, String)>;
        let (header, packed) = match body {
            Body::Delimited(body) => {
                let layout = body.into_layout();
                columns = layout.notes();
                fields = layout.fields();
                (layout.header, None)
            }
            Body::GeoJson(body) => {
                let names = Role::ALL
                    .into_iter()
                    .filter_map(|role| Some((role, body.name_of(role)?)));
                fields = names.collect();
                columns.unused = body.unused();
                let is_packed = body.packed.is_some();
                (Vec::new(), is_packed.then(|| body.into_shapes()))
            }
        };
        let rows = interpreter.rows;
        let family = interpreter.understanding.family;
        let dates = interpreter.understanding.dates;
        let findings = Findings {
            day_first: dates.day_first,
            month_first: dates.month_first,
            ..self.compared
        };
        let (table, problems, placed) = interpreter.finish()?;
        Ok(Outcome::Table(Box::new(Loaded {
            table,
            summary: ReadSummary {
                rows,
                problems,
                dialect: Dialect {
                    format,
                    header,
                    fields,
                    packed,
                },
                columns,
                family,
                encoding: String::new(),
                placed,
                findings,
                toponyms: self.toponyms,
            },
        })))
    }

    /// Tells the format by the head and reads the head.
    fn begin(&mut self) -> Result<(), ReadError> {
        let Stage::Head(head) = std::mem::replace(&mut self.stage, Stage::Project) else {
            return Ok(());
        };
        let format = Format::sniff(&head)?;
        let is_complete = head.len() < HEAD;
        let text = head.strip_prefix(BOM).unwrap_or(&head);
        let mut interpreter = Interpreter::new(expected_rows(&head, self.total_bytes), &self.plan);
        interpreter.problems.keeps_all = self.keeps_all;
        let mut begins = 0;
        let json = |kind| Body::GeoJson(GeoJsonReader::new(kind, self.packing, self.plan.clone()));
        let body = match format {
            Format::Project => return Ok(()),
            Format::Delimited { delimiter } => {
                begins = separator_line(text);
                let table = text.get(begins..).unwrap_or_default();
                let layout = Layout::of_head(table, is_complete, delimiter, &self.plan);
                if let Err(ReadError::NoKnownColumns { .. }) = &layout {
                    self.sample = first_records(table, is_complete, delimiter, SAMPLE);
                }
                let layout = layout?;
                interpreter.begin_table(&layout);
                Body::Delimited(DelimitedReader::new(delimiter, layout))
            }
            Format::GeoJson => json(Records::Collection),
            Format::GeoJsonLines => json(Records::Lines),
            Format::JsonRecords => json(Records::Array),
            Format::JsonLines => json(Records::FlatLines),
            Format::JsonAnswer => json(Records::Answer),
        };
        let mut rows = Rows {
            interpreter,
            format,
            body,
            ended: false,
        };
        rows.skip((head.len() - text.len() + begins) as u64);
        rows.push(text.get(begins..).unwrap_or_default())?;
        self.stage = Stage::Rows(Box::new(rows));
        Ok(())
    }
}

impl Rows {
    fn push(&mut self, piece: &[u8]) -> Result<(), ReadError> {
        match &mut self.body {
            Body::Delimited(body) => body.push(piece, &mut self.interpreter),
            Body::GeoJson(body) => body.push(piece, &mut self.interpreter),
        }
    }

    fn end(&mut self) -> Result<(), ReadError> {
        if std::mem::replace(&mut self.ended, true) {
            return Ok(());
        }
        match &mut self.body {
            Body::Delimited(body) => body.finish(&mut self.interpreter),
            Body::GeoJson(body) => body.finish(&mut self.interpreter),
        }
    }

    fn packed(&mut self) -> Option<&mut Packed> {
        match &mut self.body {
            Body::Delimited(_) => None,
            Body::GeoJson(body) => body.packed.as_mut(),
        }
    }

    fn skip(&mut self, bytes: u64) {
        match &mut self.body {
            Body::Delimited(body) => body.offset += bytes,
            Body::GeoJson(body) => body.offset += bytes,
        }
    }
}

/// The length of a first line `sep=;`, by which spreadsheets are told the delimiter.
fn separator_line(text: &[u8]) -> usize {
    let is_one = text.get(..4).is_some_and(|t| t.eq_ignore_ascii_case(b"sep="));
    let end = text.iter().take(8).position(|&b| b == b'\n');
    end.filter(|_| is_one).map_or(0, |end| end + 1)
}

/// About how many rows a file has whose head this is: as many to the byte as the head has lines, and a little more.
fn expected_rows(head: &[u8], total_bytes: Option<u64>) -> usize {
    /// Room is made for no more than this on the word of a file's size.
    const MOST: u64 = 1 << 24;
    let lines = head.split(|&b| b == b'\n').count() as u64;
    let expected = total_bytes.unwrap_or(0) * lines / head.len().max(1) as u64;
    (expected + expected / 64).min(MOST) as usize
}
