// The page: the clock and the ways to the views above, one view below.
import type { FunctionComponent } from 'preact';
import { ApiView } from '../api/ApiView.tsx';
import { connection } from '../link/events.ts';
import { linkTo, route, type View } from '../link/route.ts';
import { tokenWanted } from '../link/send.ts';
import { problem } from '../parts/action.ts';
import { Notice } from '../parts/Notice.tsx';
import { CreateDialog, creating } from '../records/Create.tsx';
import { RecordsView } from '../records/RecordsView.tsx';
import { RulesView } from '../rules/RulesView.tsx';
import { TimelineView } from '../timeline/TimelineView.tsx';
import { TrafficView } from '../traffic/TrafficView.tsx';
import { VerifyView } from '../verify/VerifyView.tsx';
import { WorldsView } from '../worlds/WorldsView.tsx';
import { ClockBar } from './ClockBar.tsx';
import { Help, helping } from './Help.tsx';
import { TokenDialog } from './TokenDialog.tsx';

const shown: Readonly<Record<View, { readonly name: string; readonly view: FunctionComponent }>> = {
  timeline: { name: 'Timeline', view: TimelineView },
  records: { name: 'Records', view: RecordsView },
  traffic: { name: 'Traffic', view: TrafficView },
  rules: { name: 'Faults & scenarios', view: RulesView },
  worlds: { name: 'Worlds', view: WorldsView },
  verify: { name: 'Verify', view: VerifyView },
  api: { name: 'API', view: ApiView },
};

export function App() {
  const { view, world } = route.value;
  const { view: Shown } = shown[view];
  return (
    <>
      <header class="frame">
        <a class="brand" href={linkTo('timeline')}>
          Standin
        </a>
        <nav aria-label="Views">
          {Object.entries(shown).map(([name, each], index) => (
            <a
              key={name}
              href={linkTo(name as View)}
              aria-current={name === view ? 'page' : undefined}
              title={`${each.name} (${index + 1})`}
            >
              {each.name}
            </a>
          ))}
        </nav>
        <a class="world" href={linkTo('worlds')} title="The world that is shown">
          {world}
        </a>
        <button
          type="button"
          class="plain"
          aria-label="Keys"
          title="Keys (?)"
          onClick={() => (helping.value = true)}
        >
          ?
        </button>
        <ClockBar />
      </header>
      <Away />
      <div class="frame-notice">
        <Notice problem={problem} />
      </div>
      <main>
        <Shown key={`${world} ${view}`} />
      </main>
      {creating.value && <CreateDialog />}
      {helping.value && <Help />}
      {tokenWanted.value !== undefined && <TokenDialog />}
    </>
  );
}

function Away() {
  if (connection.value === 'ended')
    return (
      <p class="away" role="status">
        This world was dropped. <a href={linkTo('worlds')}>Choose another</a>, or reload the page to begin it
        anew.
      </p>
    );
  if (connection.value !== 'away') return null;
  return (
    <p class="away" role="status">
      The server is away. What is shown is what was known last; this page goes on by itself when it is back.
    </p>
  );
}
