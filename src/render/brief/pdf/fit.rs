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
    pub(super) fn right(&self) -> f32 {
        self.left + self.width
    }

    pub(super) fn bottom(&self) -> f32 {
        self.top + self.height
    }
}

/// A flow whose letters are shaped.
pub(super) enum Shaped {
    Block(Block, Layout),
    Columns(f32, Vec<Vec<(Block, Layout)>>),
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
    /// Index of the flow, and of column and block in it where it has columns.
    pub(super) at: (usize, Option<(usize, usize)>),
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

/// The width of what stands at the right, as a share of the measure.
const ASIDE: f32 = 0.31;

/// The space between the text and what stands at its right, in points.
const GUTTER: f32 = 18.0;

/// The side of the code: 24 mm, which a telephone reads at arm's length.
const CODE: f32 = 68.0;

/// The space between columns.
const COLUMN_GAP: f32 = 14.0;

/// The tallest that a picture becomes, as a share of its width.
const TALLEST: f32 = 0.8;

/// The size of a mark in the strip.
pub(super) const STRIP: f32 = 6.0;

/// Places everything as generously as the page allows. `Err` says by how many points even the tightest
/// setting is too long.
pub(super) fn fit(flows: &mut [Shaped], aside: Aside, page: Page) -> Result<Plan, f32> {
    let mut over = 0.0;
    for density in DENSITIES {
        let plan = place(flows, aside, page, density);
        over = plan.bottom - page.bottom;
        if over <= 0.0 {
            return Ok(loosen(flows, aside, page, plan));
        }
    }
    Err(over)
}

/// Gives what is left of the page to the space between its parts.
fn loosen(flows: &mut [Shaped], aside: Aside, page: Page, tight: Plan) -> Plan {
    let density = tight.density;
    let probe = place(flows, aside, page, Density { gap: density.gap * 1.1, ..density });
    let growth = (probe.bottom - tight.bottom) / (density.gap * 0.1);
    let room = page.bottom - tight.bottom;
    let most = density.gap * LOOSEST;
    let gap = if growth > 0.0 { (density.gap + 0.97 * room / growth).min(most) } else { density.gap };
    let loose = place(flows, aside, page, Density { gap, ..density });
    if loose.bottom <= page.bottom { loose } else { place(flows, aside, page, density) }
}

/// Places everything from top to bottom, at one density.
fn place(flows: &mut [Shaped], aside: Aside, page: Page, density: Density) -> Plan {
    let mut plan =
        Plan { density, blocks: Vec::new(), strip: None, picture: None, code: None, bottom: page.top };
    let mut y = page.top;
    // Down to here the text is narrow.
    let mut narrow_until = page.top;
    for (at, flow) in flows.iter_mut().enumerate() {
        match flow {
            Shaped::Aside => narrow_until = plan.put_aside(aside, page, y + 15.0 * density.gap),
            Shaped::Strip(above) => {
                let top = y + *above * density.gap;
                let area = Area { left: page.left, top, width: page.measure(), height: STRIP };
                plan.strip = Some(area);
                y = area.bottom();
            }
            Shaped::Block(block, layout) => {
                let top = y + block.above * density.gap;
                let is_narrow = top < narrow_until;
                let width = if is_narrow { text_beside(aside, page) } else { page.measure() };
                y = plan.put((at, None), block, layout, (page.left, top, width));
            }
            Shaped::Columns(above, columns) => {
                let top = (y + *above * density.gap).max(narrow_until);
                y = plan.put_columns(at, columns, page, top);
            }
        }
        plan.bottom = plan.bottom.max(y);
    }
    plan.bottom = plan.bottom.max(narrow_until);
    plan
}

fn text_beside(aside: Aside, page: Page) -> f32 {
    page.measure() - aside_width(aside, page) - GUTTER
}

fn aside_width(aside: Aside, page: Page) -> f32 {
    if aside.picture.is_some() { page.measure() * ASIDE } else { CODE }
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
            y += width * shape + 9.0;
        }
        if aside.has_code {
            self.code = Some(Area { left: page.right - CODE, top: y, width: CODE, height: CODE });
            y += CODE;
        }
        y
    }

    fn put(
        &mut self,
        at: (usize, Option<(usize, usize)>),
        block: &Block,
        layout: &mut Layout,
        (left, top, width): (f32, f32, f32),
    ) -> f32 {
        let Density { scale, leading, .. } = self.density;
        break_lines(layout, width / scale);
        let leading = block.leading * block.size() * scale * leading;
        // No page holds so many lines that a float could not count them.
        let area = Area { left, top, width, height: leading * layout.len() as f32 };
        self.blocks.push(Placed { at, area, leading });
        area.bottom()
    }

    fn put_columns(&mut self, at: usize, columns: &mut [Vec<(Block, Layout)>], page: Page, top: f32) -> f32 {
        // Four at most, so the cast is exact.
        let count = columns.len().max(1) as f32;
        let width = (page.measure() - COLUMN_GAP * (count - 1.0)) / count;
        let mut bottom = top;
        let mut left = page.left;
        for (column, blocks) in columns.iter_mut().enumerate() {
            let mut y = top;
            for (row, (block, layout)) in blocks.iter_mut().enumerate() {
                let above = block.above * self.density.gap;
                y = self.put((at, Some((column, row))), block, layout, (left, y + above, width));
            }
            bottom = bottom.max(y);
            left += width + COLUMN_GAP;
        }
        bottom
    }
}
