// Makes waiting builds by number, and says which schemas show them.
import {
  agedAt,
  type Drawing,
  type FixtureBook,
  idFor,
  logarithmic,
  type Showing,
  type Shown,
  shared,
} from '../../core/api/fixtures.ts';
import { type Random, randomFor } from '../../core/values/random.ts';
import { breaches } from './breaches.ts';
import type { Build, BuildAttributes } from './record.ts';
import { listPath, toCopr, toWaitingBuild } from './wire.ts';

const coprs = 2_000;
/** Below it is what the page prints. */
const first = 1_000;
const mostListed = 10;
const waiting = ['waiting'];
const releases = ['fedora-16', 'fedora-17', 'fedora-18', 'fedora-rawhide', 'epel-5', 'epel-6'];
const arches = [['i386'], ['x86_64'], ['i386', 'x86_64'], ['armhfp', 'i386', 'ppc64', 's390x', 'x86_64']];

type Copr = Pick<BuildAttributes, 'copr_id' | 'copr' | 'owner_id' | 'owner' | 'repos' | 'copr_chroots'>;
type Builds = readonly Shown<BuildAttributes>[];

export const fixtures: FixtureBook<BuildAttributes> = {
  draw(drawing) {
    const { number, random, words, edge } = drawing;
    const build_id = idFor(number, drawing, { wide: true, first });
    const copr = coprOf(drawing, random.between(0, coprs - 1));
    const packages = random.pick(edge ? [1, 40] : [1, 1, 1, 2, 3]);
    return {
      id: `${build_id}`,
      aged: agedOf(drawing),
      attributes: {
        // Member by member: to spread an object here takes longer than all the rest.
        copr_id: copr.copr_id,
        copr: copr.copr,
        owner_id: copr.owner_id,
        owner: copr.owner,
        repos: copr.repos,
        copr_chroots: copr.copr_chroots,
        build_id,
        user_id: idFor(random.between(0, words.users.length - 1), drawing, { wide: true }),
        pkgs: Array.from({ length: packages }, () => packageUrl(drawing)),
        // A build may be wanted for fewer than the copr has.
        chroots: random.between(0, 3) === 0 ? copr.copr_chroots.slice(0, 1) : copr.copr_chroots,
        memory_reqs: random.pick([512, 2048, 4096, 16_384]),
        timeout: random.pick([600, 1800, 7200, 86_400]),
      },
    };
  },

  breaches,

  schemas: {
    'waiting-build': { states: waiting, show: (shown, showing) => toBuild(shown[0]!, showing) },
    'waiting-build-list': {
      states: waiting,
      most: mostListed,
      show: (shown, showing) => ({ builds: inOrder(shown, showing).map((each) => toBuild(each, showing)) }),
      request: () => ({ operation: 'list-waiting-builds', path: listPath, status: 200 }),
    },
    copr: { states: waiting, show: ([build], showing) => toCopr(build!.record.attributes, showing) },
  },
};

/** In a list, those submitted later have the greater ids. */
function agedOf({ seed, row, number }: Drawing): number | undefined {
  if (row === undefined) return undefined;
  const random = randomFor(seed, 'copr-waiting list', row);
  return agedAt(number % mostListed, mostListed, logarithmic(random, 11, 23));
}

/** What a copr is follows from its number. */
const coprOf = shared((drawing, number): Copr => {
  const { seed, edge, words } = drawing;
  const random = randomFor(seed, 'copr-waiting copr', number);
  const owner = random.between(0, words.users.length - 1);
  const name = `${random.pick(words.adjectives)}-${random.pick(words.nouns)}`;
  const repos = random.pick([0, 0, 1, 2, edge ? 50 : 3]);
  const repo = () => `${random.pick(['http', 'https', 'ftp'])}://${random.pick(words.nouns)}.example/repo/`;
  return {
    copr_id: idFor(number, drawing, { wide: true, first }),
    copr: edge ? random.pick(['a', `${name}-`.repeat(8).slice(0, 100)]) : name,
    owner_id: idFor(owner, drawing, { wide: true }),
    owner: words.users[owner]!,
    repos: repos === 0 ? null : Array.from({ length: repos }, repo),
    copr_chroots: chrootsOf(random),
  };
});

function packageUrl({ random, words }: Drawing): string {
  const version = `${random.between(0, 40)}.${random.between(0, 20)}`;
  const file = `${random.pick(words.nouns)}-${version}-${random.between(1, 9)}.src.rpm`;
  return `http://${random.pick(words.users)}.fedorapeople.example/${file}`;
}

/** Of one release, for some architectures. */
function chrootsOf(random: Random): string[] {
  const release = random.pick(releases);
  return random.pick(arches).map((arch) => `${release}-${arch}`);
}

function toBuild({ record, snapshot }: Builds[number], showing: Showing) {
  return toWaitingBuild(record, snapshot, showing);
}

/** The oldest first, but for one reading. */
function inOrder(shown: Builds, { reading }: Showing): Builds {
  const submitted = ({ created }: Build) => created;
  const oldest = [...shown].sort((a, b) => submitted(a.record) - submitted(b.record));
  return reading('copr-waiting/order') === 'literal' ? oldest.reverse() : oldest;
}
