// SPDX-License-Identifier: EUPL-1.2
//! From a fee curve in cents to SVG coordinates, in whole numbers: no float, no browser, no engine.

/// A straight piece of the curve. Cents of ISEE, cents of fee; the left end may differ from the right end
/// of the piece before (a jump).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// ISEE at the left end, cents.
    pub from: i64,
    /// ISEE at the right end, cents; not below `da`.
    pub to: i64,
    /// Fee just after the left end, cents.
    pub from_fee: i64,
    /// Fee at the right end, cents.
    pub to_fee: i64,
}

/// A mark on an axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Position along the axis, in units of the drawing.
    pub position: i64,
    /// Value, cents.
    pub value: i64,
}

/// Size of a drawing, in units of its viewBox.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Width.
    pub width: i64,
    /// Height.
    pub height: i64,
    /// Left margin, for the labels of the fee.
    pub left: i64,
    /// Right margin.
    pub right: i64,
    /// Top margin, for the label of the point.
    pub top: i64,
    /// Bottom margin, for the labels of the ISEE.
    pub bottom: i64,
    /// How many marks the ISEE axis may have.
    pub isee_ticks: i64,
}

/// Everything the drawing needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// `d` of the solid line: one sub-path per run without jumps.
    pub line: String,
    /// `d` of the dashed verticals at the jumps.
    pub jumps: String,
    /// Marks on the ISEE axis.
    pub isee_axis: Vec<Tick>,
    /// Marks on the fee axis.
    pub fee_axis: Vec<Tick>,
    /// Where the reader is: x and y.
    pub point: Option<(i64, i64)>,
}

/// Draws the pieces, in order of ISEE, and the reader's point (ISEE, fee).
#[must_use]
pub fn draw(segments: &[Segment], point: Option<(i64, i64)>, frame: &Frame) -> Drawing {
    let max_isee = segments.iter().map(|t| t.to).chain(point.map(|p| p.0)).max().unwrap_or(0).max(1);
    let top = segments.iter().map(|t| t.from_fee.max(t.to_fee)).chain(point.map(|p| p.1)).max();
    let step_y = nice_step(top.unwrap_or(0), 4);
    let max_fee = round_up(top.unwrap_or(0), step_y).max(step_y);
    let step_x = nice_step(max_isee, frame.isee_ticks);
    let scale = Scale { max_isee, max_fee, r: *frame };
    let marks = |step: i64, max: i64| (0..=10).map(move |i: i64| i.saturating_mul(step)).take_while(move |v| *v <= max);
    let (line, jumps) = paths(segments, &scale);
    Drawing {
        line,
        jumps,
        isee_axis: marks(step_x, max_isee).map(|v| Tick { position: scale.x(v), value: v }).collect(),
        fee_axis: marks(step_y, max_fee).map(|v| Tick { position: scale.y(v), value: v }).collect(),
        point: point.map(|(isee, fee)| (scale.x(isee), scale.y(fee))),
    }
}

fn paths(segments: &[Segment], scale: &Scale) -> (String, String) {
    let (mut line, mut jumps) = (String::new(), String::new());
    let mut end: Option<(i64, i64)> = None;
    for t in segments {
        let (from, to) = ((scale.x(t.from), scale.y(t.from_fee)), (scale.x(t.to), scale.y(t.to_fee)));
        if end != Some(from) {
            if let Some((x, y)) = end {
                push(&mut jumps, 'M', (x, y));
                push(&mut jumps, 'L', from);
            }
            push(&mut line, 'M', from);
        }
        push(&mut line, 'L', to);
        end = Some(to);
    }
    (line, jumps)
}

fn push(path: &mut String, command: char, (x, y): (i64, i64)) {
    path.push(command);
    path.push_str(&x.to_string());
    path.push(' ');
    path.push_str(&y.to_string());
}

struct Scale {
    max_isee: i64,
    max_fee: i64,
    r: Frame,
}

impl Scale {
    fn x(&self, isee: i64) -> i64 {
        let width = self.r.width - self.r.left - self.r.right;
        self.r.left + proportion(isee, width, self.max_isee)
    }

    fn y(&self, fee: i64) -> i64 {
        let height = self.r.height - self.r.top - self.r.bottom;
        self.r.height - self.r.bottom - proportion(fee, height, self.max_fee)
    }
}

/// value × size ÷ max, kept inside the drawing.
fn proportion(value: i64, size: i64, max: i64) -> i64 {
    let exact = i128::from(value.clamp(0, max)) * i128::from(size) / i128::from(max.max(1));
    i64::try_from(exact).unwrap_or(size)
}

/// The round step (1, 2 or 5 times a power of ten) that gives at most `marks` intervals up to `max`.
fn nice_step(max: i64, marks: i64) -> i64 {
    let mut unit = 1_i64;
    loop {
        for factor in [1, 2, 5] {
            let step = unit.saturating_mul(factor);
            if step.saturating_mul(marks.max(1)) >= max {
                return step;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

fn round_up(value: i64, step: i64) -> i64 {
    let rest = value.rem_euclid(step.max(1));
    if rest == 0 { value } else { value.saturating_add(step - rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const R: Frame = Frame { width: 120, height: 120, left: 10, right: 10, top: 10, bottom: 10, isee_ticks: 4 };

    #[test]
    fn steps_break_the_line_and_leave_a_dashed_vertical() {
        let segments = [
            Segment { from: 0, to: 500_000, from_fee: 200, to_fee: 200 },
            Segment { from: 500_000, to: 1_000_000, from_fee: 400, to_fee: 400 },
        ];
        let d = draw(&segments, Some((250_000, 200)), &R);
        assert_eq!(d.line, "M10 60L60 60M60 10L110 10");
        assert_eq!(d.jumps, "M60 60L60 10");
        assert_eq!(d.point, Some((35, 60)));
    }

    #[test]
    fn a_continuous_line_has_no_jump() {
        let segments = [
            Segment { from: 0, to: 500_000, from_fee: 0, to_fee: 400 },
            Segment { from: 500_000, to: 1_000_000, from_fee: 400, to_fee: 400 },
        ];
        let d = draw(&segments, None, &R);
        assert_eq!((d.line.as_str(), d.jumps.as_str()), ("M10 110L60 10L110 10", ""));
    }

    #[test]
    fn marks_are_round_and_few() {
        let segments = [Segment { from: 0, to: 1_640_000, from_fee: 300, to_fee: 1100 }];
        let d = draw(&segments, None, &R);
        let values = |t: &[Tick]| t.iter().map(|t| t.value).collect::<Vec<_>>();
        assert_eq!(values(&d.isee_axis), [0, 500_000, 1_000_000, 1_500_000]);
        assert_eq!(values(&d.fee_axis), [0, 500, 1000, 1500]);
    }

    #[test]
    fn nothing_to_draw_does_not_fail() {
        let d = draw(&[], None, &R);
        assert_eq!(d.line, "");
        let huge = [Segment { from: 0, to: i64::MAX, from_fee: 0, to_fee: i64::MAX }];
        assert!(!draw(&huge, Some((i64::MAX, -5)), &R).line.is_empty());
    }
}
