//! One page, and never a second: where each block stands, and what goes where there is no room.

use super::compose::Block;
use super::shape::{Layout, break_lines};
use super::style::{DENSITIES, Density, LOOSEST, Page};

/// A rectangle on the page, in points from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) width: f32,
    pub(super) height: f32,
}

impl Area {
    pub(super) fn bottom(&self) -> f32 {
        self.top + self.height
    }
}

/// A block whose letters are shaped.
pub(super) struct Letters {
    pub(super) block: Block,
    pub(super) layout: Layout,
}

/// A flow whose letters are shaped.
pub(super) enum Shaped {
    Block(Letters),
    Heading(Letters),
    Item(u32, String, Letters),
    Strip(f32),
    Aside,
}

/// The picture and the code at the right, by their sizes in points.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Aside {
    /// Width and height of the picture in pixels.
    pub(super) picture: Option<(u32, u32)>,
    pub(super) has_code: bool,
}

/// Where a block stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    /// Index of the flow.
    pub(super) at: usize,
    /// Its whole area.
    pub(super) area: Area,
    /// The distance of its lines.
    pub(super) leading: f32,
}

/// A page whose parts have their places.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    pub(super) density: Density,
    pub(super) blocks: Vec<Placed>,
    pub(super) strip: Option<Area>,
    pub(super) picture: Option<Area>,
    pub(super) code: Option<Area>,
    /// Where the last block ends.
    pub(super) bottom: f32,
}

/// The width of the margin that headings stand in, as a share of the measure.
const MARGIN: f32 = 0.19;

/// The space between a heading in the margin and the text, in points.
const MARGIN_GAP: f32 = 12.0;

/// The width of what stands at the right, as a share of the measure.
const ASIDE: f32 = 0.27;

/// The space between the text and what stands at its right, in points.
const GUTTER: f32 = 18.0;

/// Text that would begin so little above the end of what stands at its right begins below it.
const NEAR_END: f32 = 26.0;

/// The side of the code: 22 mm, which a telephone reads at arm's length.
const CODE: f32 = 62.5;

/// What the widths of letters may differ by when they are scaled, in points.
const HAIR: f32 = 1.0;

/// The space below what stands at the right, in points.
const BELOW_ASIDE: f32 = 5.0;

/// The tallest that a picture becomes, as a share of its width.
const TALLEST: f32 = 0.8;

/// The size of a mark in the strip.
pub(super) const STRIP: f32 = 6.0;

/// Places everything as generously as the page allows, without the items that have no room: the highest
/// rank goes first. Gives their names, too; `Err` says by how many points what must stay is too long.
pub(super) fn fit(flows: &mut [Shaped], aside: Aside, page: Page) -> Result<(Plan, Vec<String>), f32> {
    let mut gone: Vec<String> = Vec::new();
    let tightest = DENSITIES[DENSITIES.len() - 1];
    loop {
        let over = place(flows, aside, page, tightest, &gone).bottom - page.bottom;
        if over <= 0.0 {
            break;
        }
        gone.push(dearest_last(flows, &gone).ok_or(over)?);
    }
    bring_back(flows, aside, page, &mut gone);
    for density in DENSITIES {
        let plan = place(flows, aside, page, density, &gone);
        if plan.bottom <= page.bottom {
            return Ok((loosen(flows, aside, page, plan, &gone), gone));
        }
    }
    Err(0.0)
}

/// What went early may be small enough for the room that a later one has left. It does not come back before what
/// ranks higher in its own passage: a voice from the field is no insight of the maker's.
fn bring_back(flows: &mut [Shaped], aside: Aside, page: Page, gone: &mut Vec<String>) {
    let tightest = DENSITIES[DENSITIES.len() - 1];
    for name in gone.clone().into_iter().rev().skip(1) {
        if outranked(flows, &name, gone) {
            continue;
        }
        let without: Vec<String> = gone.iter().filter(|other| **other != name).cloned().collect();
        if place(flows, aside, page, tightest, &without).bottom <= page.bottom {
            *gone = without;
        }
    }
}

/// Whether an item of the same passage that ranks higher is gone.
fn outranked(flows: &[Shaped], name: &str, gone: &[String]) -> bool {
    let rank_of = |name: &str| {
        flows.iter().find_map(|flow| match flow {
            Shaped::Item(rank, known, _) if known == name => Some(*rank),
            _ => None,
        })
    };
    let of_same = gone.iter().filter(|other| passage_of(other) == passage_of(name));
    of_same.map(|other| rank_of(other)).min().is_some_and(|highest| highest < rank_of(name))
}

/// The key that the full name of an item begins with.
fn passage_of(name: &str) -> &str {
    name.split(':').next().unwrap_or(name)
}

/// The name of the item that goes first among those that are still there.
fn dearest_last(flows: &[Shaped], gone: &[String]) -> Option<String> {
    let items = flows.iter().filter_map(|flow| match flow {
        Shaped::Item(rank, name, _) => Some((*rank, name)),
        _ => None,
    });
    let there = items.filter(|(rank, name)| *rank > 0 && !gone.contains(name));
    there.max_by_key(|(rank, _)| *rank).map(|(_, name)| name.clone())
}

/// Gives what is left of the page to the space between its parts.
fn loosen(flows: &mut [Shaped], aside: Aside, page: Page, tight: Plan, gone: &[String]) -> Plan {
    let density = tight.density;
    let probe = place(flows, aside, page, Density { gap: density.gap * 1.1, ..density }, gone);
    let growth = (probe.bottom - tight.bottom) / (density.gap * 0.1);
    let room = page.bottom - tight.bottom;
    let most = density.gap * LOOSEST;
    let gap = if growth > 0.0 { (density.gap + 0.97 * room / growth).min(most) } else { density.gap };
    let loose = place(flows, aside, page, Density { gap, ..density }, gone);
    if loose.bottom <= page.bottom { loose } else { place(flows, aside, page, density, gone) }
}

/// Places everything from top to bottom, at one density, but for the items that are gone.
fn place(flows: &mut [Shaped], aside: Aside, page: Page, density: Density, gone: &[String]) -> Plan {
    let plan = Plan { density, blocks: Vec::new(), strip: None, picture: None, code: None, bottom: page.top };
    let top = page.top;
    let mut placing = Placing {
        plan,
        page,
        aside,
        y: top,
        beside_until: top,
        narrow_until: top,
        heading: None,
        is_first: false,
    };
    for at in 0..flows.len() {
        // A heading waits for the first item under it, and goes with the last.
        if let Shaped::Heading(_) = flows[at] {
            placing.heading = Some(at);
            continue;
        }
        let is_there = match &flows[at] {
            Shaped::Item(_, name, _) => !gone.contains(name),
            _ => true,
        };
        if is_there {
            placing.is_first = placing.heading.is_some();
            placing.heading(flows, at);
            placing.flow(at, flows);
        }
    }
    let Placing { mut plan, narrow_until, .. } = placing;
    plan.bottom = plan.bottom.max(narrow_until);
    plan
}

/// A page that is being filled.
struct Placing {
    plan: Plan,
    page: Page,
    aside: Aside,
    /// Where the next block begins.
    y: f32,
    /// Where the last heading in the margin ends: one of three lines may reach further down than what is beside it.
    beside_until: f32,
    /// Down to here the text is narrow.
    narrow_until: f32,
    /// The heading that waits for its first item.
    heading: Option<usize>,
    /// Whether the next item is the first under its heading.
    is_first: bool,
}

impl Placing {
    /// Puts a waiting heading into the margin, on the line of the flow that follows.
    fn heading(&mut self, flows: &mut [Shaped], next: usize) {
        let (Some(at), Shaped::Item(_, _, first)) = (self.heading.take(), &flows[next]) else { return };
        let beside = first_baseline(&first.block, self.plan.density);
        let Shaped::Heading(letters) = &mut flows[at] else { return };
        self.y = self.y.max(self.beside_until);
        self.y += letters.block.above * self.plan.density.gap;
        if self.narrow_until - self.y < NEAR_END {
            self.y = self.y.max(self.narrow_until);
        }
        let down = beside - first_baseline(&letters.block, self.plan.density);
        let width = self.page.measure() * MARGIN - MARGIN_GAP;
        self.beside_until = self.plan.put(at, letters, (self.page.left, self.y + down, width));
    }

    fn flow(&mut self, at: usize, flows: &mut [Shaped]) {
        let (page, gap) = (self.page, self.plan.density.gap);
        // Items follow each other beside their heading; all else begins below it.
        if !matches!(flows[at], Shaped::Item(..)) {
            self.y = self.y.max(self.beside_until);
        }
        match &mut flows[at] {
            Shaped::Aside => {
                self.narrow_until = self.plan.put_aside(self.aside, page, self.y + 14.0 * gap);
            }
            Shaped::Strip(above) => {
                let top = self.y + *above * gap;
                let area = Area { left: page.left, top, width: page.measure(), height: STRIP };
                self.plan.strip = Some(area);
                self.y = area.bottom();
            }
            Shaped::Block(letters) => {
                let top = self.y + letters.block.above * gap;
                let width = self.measure(top);
                self.y = self.plan.put(at, letters, (page.left, top, width));
            }
            Shaped::Item(_, _, letters) => {
                // The first item stands on the line of its heading.
                let top = self.y + if self.is_first { 0.0 } else { letters.block.above * gap };
                let margin = page.measure() * MARGIN;
                let width = self.measure(top) - margin;
                self.y = self.plan.put(at, letters, (page.left + margin, top, width));
            }
            Shaped::Heading(_) => {}
        }
        self.plan.bottom = self.plan.bottom.max(self.y).max(self.beside_until);
    }

    /// How wide a block is that begins here.
    fn measure(&self, top: f32) -> f32 {
        let is_narrow = top < self.narrow_until;
        self.page.measure() - if is_narrow { aside_width(self.aside, self.page) + GUTTER } else { 0.0 }
    }
}

fn aside_width(aside: Aside, page: Page) -> f32 {
    if aside.picture.is_some() { page.measure() * ASIDE } else { CODE }
}

/// How far below its upper edge a block's first line stands.
fn first_baseline(block: &Block, density: Density) -> f32 {
    baseline(block, density, block.leading * block.size() * density.scale * density.leading, 0)
}

/// How far below the upper edge of a block the letters of a line stand: a little below its middle.
pub(super) fn baseline(block: &Block, density: Density, leading: f32, line: usize) -> f32 {
    // No page holds so many lines that a float could not count them.
    leading * (line as f32 + 0.5) + 0.36 * block.size() * density.scale
}

impl Plan {
    /// Puts picture and code at the right, and says where they end.
    fn put_aside(&mut self, aside: Aside, page: Page, top: f32) -> f32 {
        let width = aside_width(aside, page);
        let mut y = top;
        if let Some((across, down)) = aside.picture {
            // A picture is at most a few thousand pixels wide, which a float holds exactly.
            let shape = (down as f32 / across.max(1) as f32).min(TALLEST);
            self.picture = Some(Area { left: page.right - width, top: y, width, height: width * shape });
            y += width * shape + 8.0;
        }
        if aside.has_code {
            self.code = Some(Area { left: page.right - CODE, top: y, width: CODE, height: CODE });
            y += CODE;
        }
        if y > top { y + BELOW_ASIDE } else { y }
    }

    fn put(&mut self, at: usize, letters: &mut Letters, (left, top, width): (f32, f32, f32)) -> f32 {
        let Density { scale, leading, .. } = self.density;
        break_lines(&mut letters.layout, (width - HAIR) / scale);
        let leading = letters.block.leading * letters.block.size() * scale * leading;
        let area = Area { left, top, width, height: leading * letters.layout.len() as f32 };
        self.blocks.push(Placed { at, area, leading });
        area.bottom()
    }
}
