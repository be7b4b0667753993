//! How the page is set: sizes in points, colours, and what the steps of shrinking change.

use crate::config::Paper;
use crate::render::brief::sheet::Role;

/// A colour, as red, green and blue.
pub(super) type Ink = [u8; 3];

/// Warm black, for what is read.
pub(super) const BLACK: Ink = [0x1d, 0x1a, 0x17];

/// Warm grey, for what is looked up. 6.6 : 1 on white, more than WCAG 2.2 asks of text (4.5 : 1).
pub(super) const GREY: Ink = [0x5f, 0x59, 0x53];

/// A light line.
pub(super) const HAIRLINE: Ink = [0xcf, 0xc9, 0xc1];

/// The size of running text before anything is shrunk, in points.
pub(super) const BODY: f32 = 9.8;

/// The smallest that running text becomes, in points.
pub(super) const SMALLEST_BODY: f32 = 9.0;

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    /// Points, before anything is shrunk.
    pub(super) size: f32,
    /// 400 or 600.
    pub(super) weight: f32,
    pub(super) ink: Ink,
    /// Whether it is set in the face for large letters.
    pub(super) is_display: bool,
}

impl Look {
    pub(super) const fn text(size: f32, weight: f32, ink: Ink) -> Self {
        Self { size, weight, ink, is_display: false }
    }

    pub(super) const fn display(size: f32) -> Self {
        Self { size, weight: 600.0, ink: BLACK, is_display: true }
    }

    /// How a piece of an item looks.
    pub(super) fn of(role: Role) -> Self {
        match role {
            Role::Lead => Self::text(BODY, 600.0, BLACK),
            Role::Text | Role::Quote | Role::Label => Self::text(BODY, 400.0, BLACK),
            Role::By | Role::Source => Self::text(8.3, 400.0, GREY),
            Role::Value => Self::display(12.2),
        }
    }
}

/// What may be written on, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    pub(super) width: f32,
    pub(super) height: f32,
    pub(super) left: f32,
    pub(super) top: f32,
    pub(super) right: f32,
    pub(super) bottom: f32,
}

impl Page {
    pub(super) fn of(paper: Paper) -> Self {
        let (width, height, side) = match paper {
            Paper::A4 => (595.276, 841.89, 57.0),
            Paper::Letter => (612.0, 792.0, 62.0),
        };
        Self { width, height, left: side, top: 46.0, right: width - side, bottom: height - 42.0 }
    }

    pub(super) fn measure(&self) -> f32 {
        self.right - self.left
    }
}

/// How tightly the page is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Density {
    /// Multiplies every size.
    pub(super) scale: f32,
    /// Multiplies the distance of lines.
    pub(super) leading: f32,
    /// Multiplies the space between parts.
    pub(super) gap: f32,
}

/// From generous to tight: first the space between parts shrinks, then the lines draw together, then the
/// letters become smaller, down to [`SMALLEST_BODY`].
pub(super) const DENSITIES: [Density; 8] = [
    Density { scale: 1.06, leading: 1.0, gap: 1.5 },
    Density { scale: 1.03, leading: 1.0, gap: 1.25 },
    Density { scale: 1.0, leading: 1.0, gap: 1.15 },
    Density { scale: 1.0, leading: 1.0, gap: 0.95 },
    Density { scale: 1.0, leading: 0.97, gap: 0.8 },
    Density { scale: 0.97, leading: 0.96, gap: 0.74 },
    Density { scale: 0.945, leading: 0.95, gap: 0.68 },
    Density { scale: SMALLEST_BODY / BODY, leading: 0.94, gap: 0.62 },
];

/// How much wider the space between parts may become so that the page is filled.
pub(super) const LOOSEST: f32 = 1.7;
