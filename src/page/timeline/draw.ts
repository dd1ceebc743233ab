// The picture: for each record that is seen a bar of its states along the time of the world. What lies ahead is paler; commands,
// polls and faults are marked.
import { kindOf } from '../world/apis.ts';
import { pollsOf } from '../world/journal.ts';
import type { Rec } from '../world/records.ts';
import { type Colours, onColour } from './colours.ts';
import type { Scale } from './scale.ts';

export const rowHeight = 28;
const barTop = 5;
const barHeight = 14;

export interface Scene {
  readonly rows: readonly Rec[];
  readonly scale: Scale;
  readonly now: number;
  /** In pixels: how far the rows are scrolled, and how much of them is seen. */
  readonly top: number;
  readonly height: number;
  readonly colours: Colours;
  readonly selected: string | undefined;
}

export function draw(context: CanvasRenderingContext2D, scene: Scene): void {
  const { scale, rows, top, height, colours } = scene;
  context.clearRect(0, 0, scale.width.value, height);
  context.font = '11px system-ui, sans-serif';
  context.textBaseline = 'middle';
  const first = Math.max(0, Math.floor(top / rowHeight));
  const last = Math.min(rows.length, Math.ceil((top + height) / rowHeight));
  for (let index = first; index < last; index++) {
    const y = index * rowHeight - top;
    const row = rows[index]!;
    if (row.key === scene.selected) {
      context.fillStyle = colours.selected;
      context.fillRect(0, y, scale.width.value, rowHeight);
    }
    drawRow(context, scene, row, y);
  }
}

function drawRow(context: CanvasRenderingContext2D, scene: Scene, record: Rec, y: number): void {
  const { scale, now } = scene;
  const { steps } = record;
  const right = scale.width.value;
  for (let index = 0; index < steps.length; index++) {
    const { state, at } = steps[index]!;
    const end = steps[index + 1]?.at;
    const x = scale.toX(at);
    const endX = end === undefined ? right + 1 : scale.toX(end);
    if (endX < 0 || x > right) continue;
    const kind = kindOf(record.api, state);
    const isRest = end === undefined && kind !== 'running' && kind !== 'waiting';
    const nowX = record.sample ? right : Math.min(Math.max(scale.toX(now), x), endX);
    const bar = { state, kind, y, isRest, labelAt: x };
    if (nowX > x) drawBar(context, scene, { ...bar, x, endX: nowX, isAhead: false });
    if (endX > nowX) drawBar(context, scene, { ...bar, x: nowX, endX, isAhead: true });
    drawTransition(context, scene, { x, y, kind: bar.kind, isAhead: at > now && !record.sample });
  }
  drawCommands(context, scene, record, y);
  drawPolls(context, scene, record, y);
}

interface Bar {
  readonly state: string;
  readonly kind: ReturnType<typeof kindOf>;
  readonly x: number;
  readonly endX: number;
  readonly y: number;
  readonly isAhead: boolean;
  /** The last state, which nothing follows: a thin line. */
  readonly isRest: boolean;
  /** Where the state begins: the text stands there once. */
  readonly labelAt: number;
}

function drawBar(context: CanvasRenderingContext2D, { scale, colours }: Scene, bar: Bar): void {
  const { kind, isAhead, isRest, y, state } = bar;
  const x = Math.max(-2, bar.x);
  const endX = Math.min(scale.width.value + 2, bar.endX);
  context.globalAlpha = isAhead ? 0.34 : 1;
  context.fillStyle = colours.kinds[kind];
  if (isRest) context.fillRect(x, y + barTop + 5, endX - x, 4);
  else context.fillRect(x, y + barTop, Math.max(1.5, endX - x), barHeight);
  context.globalAlpha = 1;
  const textX = Math.max(4, bar.labelAt + 6);
  const room = endX - textX;
  if (textX < x - 1 || room < 26) return;
  context.fillStyle = isRest || isAhead ? colours.text : onColour(colours, kind);
  const shown = fitted(context, state, Math.min(room - 4, 160));
  if (isRest) return void context.fillText(shown, textX + 4, y + barTop - 1 + 0.5);
  context.fillText(shown, textX, y + barTop + barHeight / 2 + 0.5);
}

function drawTransition(
  context: CanvasRenderingContext2D,
  { colours }: Scene,
  { x, y, kind, isAhead }: { x: number; y: number; kind: Bar['kind']; isAhead: boolean },
): void {
  context.beginPath();
  context.arc(x, y + barTop + barHeight / 2, isAhead ? 4 : 3.2, 0, 2 * Math.PI);
  context.fillStyle = isAhead ? colours.ground : colours.kinds[kind];
  context.fill();
  context.lineWidth = 1.6;
  context.strokeStyle = isAhead ? colours.kinds[kind] : colours.ground;
  context.stroke();
}

function drawCommands(
  context: CanvasRenderingContext2D,
  { scale, colours }: Scene,
  record: Rec,
  y: number,
): void {
  context.fillStyle = colours.command;
  for (const { at } of record.commands) {
    const x = scale.toX(at);
    context.beginPath();
    context.moveTo(x - 5, y);
    context.lineTo(x + 5, y);
    context.lineTo(x, y + 6);
    context.fill();
  }
}

function drawPolls(
  context: CanvasRenderingContext2D,
  { scale, colours }: Scene,
  record: Rec,
  y: number,
): void {
  const bottom = y + rowHeight - 2;
  for (const { at, status, fault } of pollsOf(record.key)) {
    const x = scale.toX(at);
    if (x < -5 || x > scale.width.value + 5) continue;
    if (fault === undefined && status < 400) {
      context.fillStyle = colours.poll;
      context.fillRect(x - 0.75, bottom - 6, 1.5, 6);
    } else drawCross(context, colours.fault, x, bottom - 4);
  }
}

function drawCross(context: CanvasRenderingContext2D, colour: string, x: number, y: number): void {
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  context.moveTo(x - 3.5, y - 3.5);
  context.lineTo(x + 3.5, y + 3.5);
  context.moveTo(x + 3.5, y - 3.5);
  context.lineTo(x - 3.5, y + 3.5);
  context.stroke();
}

const widths = new Map<string, number>();

/** As much of a text as has room. Measuring is slow, and there are few states. */
function fitted(context: CanvasRenderingContext2D, text: string, room: number): string {
  const width = widths.get(text) ?? context.measureText(text).width;
  if (widths.size < 500) widths.set(text, width);
  if (width <= room) return text;
  const count = Math.floor((room / width) * text.length) - 1;
  return count < 2 ? '' : `${text.slice(0, count)}…`;
}
