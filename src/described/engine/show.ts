// Shows one record, and runs commands on one.
import { command } from '../../core/records/creation.ts';
import type { World } from '../../core/worlds/world.ts';
import { type Handler, missing } from './create.ts';
import type { SayNo } from './errors.ts';
import { findRecord, textParams } from './finding.ts';
import { type Command, type Description, type Kind, nameOf, type View } from './model.ts';
import { headersFrom, renderer, responseOf, subjectOf } from './shown.ts';
import { awaited } from './waiting.ts';

export function showing(description: Description, kind: Kind, view: View, sayNo: SayNo): Handler {
  const render = renderer(kind, view);
  return async (request) => {
    const found = await findRecord(kind, description.name, request, textParams(request), view.endpoint.path);
    if (!found) return missing(kind, sayNo);
    const { record, snapshot, asker } = await awaited(kind, found, request, view.wait);
    if (view.unseen.includes(snapshot.state)) return missing(kind, sayNo);
    const subject = subjectOf(kind, record, snapshot, asker, description);
    return responseOf(view, render(subject), subject);
  };
}

export function commanding(description: Description, kind: Kind, text: Command, sayNo: SayNo): Handler {
  const render = text.view && renderer(kind, text.view);
  return async (request) => {
    const found = await findRecord(kind, description.name, request, textParams(request), text.endpoint.path);
    const before = found && request.snapshot(found);
    if (!found || !before || kind.unseen.includes(before.state)) return missing(kind, sayNo);
    const refuse = () => {
      const { view, status } = text.refused;
      if (view)
        return {
          status,
          body: renderer(kind, view)(subjectOf(kind, found, before, request, description)),
        };
      return sayNo(
        text.refused.status,
        `It is ${before.state}: ${text.name} is not possible.`,
        text.endpoint.documented,
        text.refused.body,
      );
    };
    if (
      text.removes &&
      text.from.length > 0 &&
      !text.from.includes(before.state) &&
      description.text.records
    ) {
      // A removal without `from` is always possible.
      const given = description.text.records[kind.name]?.commands?.[text.name]?.from;
      if (given) return refuse();
    }
    if (text.removes) await request.store.remove(description.name, found.id);
    const record = text.removes
      ? found
      : ((await command(request.world as World, found, nameOf(kind, text.name), request.now)) as
          | typeof found
          | undefined);
    if (!record) return refuse();
    const subject = subjectOf(kind, record, request.snapshot(record), request, description);
    const headers = headersFrom(text.headers, subject);
    const body =
      typeof text.body === 'function'
        ? text.body(subject)
        : text.status === 204
          ? undefined
          : render?.(subject);
    return { status: text.status, ...(body !== undefined && { body }), ...(headers && { headers }) };
  };
}
