// The proof of the format: a documented API, written as data, keeps the stories of the one in code.
import { stories } from '../_standin.ts';
import { codedStories, type Submitted, waitingStories } from '../apis/_waiting-stories.ts';
import { file, inCode } from './waiting-builds/beside.ts';

const spaced = (items: readonly string[] | null | undefined) => items?.join(' ') ?? items;

/** A described record keeps what a body would have had: the members of the wire. */
function attributes({ build_id, copr_id, user_id, owner_id, ...build }: Submitted): object {
  const copr = {
    owner_id,
    name: build.copr,
    repos: spaced(build.repos),
    chroots: spaced(build.copr_chroots),
  };
  const body = { copr_id, user_id, pkgs: spaced(build.pkgs), chroots: spaced(build.chroots), copr };
  return JSON.parse(JSON.stringify({ id: build_id, body }));
}

stories('copr-waiting as data', (story) => {
  waitingStories(story, { api: 'waiting', attributes }, { apis: [file] });
});

stories('copr-waiting as data, with code beside it', (story) => {
  const twin = { api: 'waiting', attributes };
  waitingStories(story, twin, { apis: [inCode()] });
  codedStories(story, twin, { apis: [inCode()] });
});
