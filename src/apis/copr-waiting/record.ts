// The facts of a build, and how one is created.
import type { BuildAttributes as AttributesInput } from '../../../schemas/copr-waiting/types.ts';
import type { RecordKind } from '../../core/api/api.ts';
import type { StandinRecord } from '../../core/records/snapshot.ts';
import { numberFor } from '../../core/store/numbers.ts';
import { checkAgreement } from '../../core/store/parents.ts';
import type { Store } from '../../core/store/store.ts';
import { Problem } from '../../core/values/problem.ts';
import type { Random } from '../../core/values/random.ts';

/** What a backend has reported is there only once it has. */
export type BuildAttributes = Required<Omit<AttributesInput, 'reported'>> & Pick<AttributesInput, 'reported'>;
export type Build = StandinRecord<BuildAttributes>;
type Copr = Pick<BuildAttributes, 'copr_id' | 'copr' | 'owner_id' | 'owner' | 'repos' | 'copr_chroots'>;

const users = ['ann', 'ben', 'cleo', 'dov', 'eva', 'finn'];
const coprs = ['nightly', 'testing', 'python-next', 'backports', 'desktop-fixes'];
const releases = ['fedora-41', 'fedora-42', 'fedora-rawhide', 'epel-9', 'epel-10'];
const arches = [['x86_64'], ['i386', 'x86_64'], ['aarch64', 'x86_64']];
const packages = ['ripgrep-14.1.0-1', 'zlib-ng-2.2.2-1', 'jq-1.7.1-8', 'perl-JSON-PP-4.16-3'];
const repos = [
  null,
  ['http://repos.example/base'],
  ['http://repos.example/base', 'http://repos.example/extras'],
];

export const record: RecordKind<BuildAttributes> = {
  schemaName: 'build-attributes',
  order: ({ created }) => created,
  indexes: {},

  async complete(given, { random, store }) {
    const known = (await store.parent('copr-waiting', 'copr', `${given.copr_id ?? ''}`)) as Copr | undefined;
    // The chroots of a copr may change from build to build; its other facts stay.
    checkAgreement(known, 'copr_id', { ...given, copr_chroots: undefined });
    const { build_id, copr_id } = await numbersFor(given, store);
    const copr = known ?? lifelikeCopr(copr_id, given, random);
    // A build is submitted with the chroots that its copr then has, and keeps them.
    const submitted = {
      user_id: random.between(1, users.length),
      chroots: given.copr_chroots ?? copr.copr_chroots,
    };
    const attributes = { ...submitted, ...lifelikeOrder(random), ...copr, ...given, build_id, copr_id };
    checkRelease('chroots', attributes.chroots);
    checkRelease('copr_chroots', attributes.copr_chroots);
    return {
      id: `${build_id}`,
      attributes,
      parents: [{ kind: 'copr', id: `${copr_id}`, parent: coprOf(attributes) }],
    };
  },
};

async function numbersFor({ build_id, copr_id }: Partial<BuildAttributes>, store: Store) {
  return {
    build_id: await numberFor(store, 'copr-waiting build', { name: 'build_id', given: build_id }),
    copr_id: await numberFor(store, 'copr-waiting copr', { name: 'copr_id', given: copr_id }),
  };
}

function lifelikeCopr(copr_id: number, given: Partial<BuildAttributes>, random: Random): Copr {
  const release = random.pick(releases);
  const owner_id = given.owner_id ?? random.between(1, users.length);
  return {
    copr_id,
    copr: random.pick(coprs),
    owner_id,
    owner: users[owner_id - 1] ?? `user${owner_id}`,
    repos: random.pick(repos),
    copr_chroots: given.chroots ?? random.pick(arches).map((arch) => `${release}-${arch}`),
  };
}

/** What to build, and what the builder must have. */
function lifelikeOrder(random: Random): Pick<BuildAttributes, 'pkgs' | 'memory_reqs' | 'timeout'> {
  return {
    pkgs: [`http://srpms.example/${random.pick(packages)}.src.rpm`],
    memory_reqs: 2048,
    timeout: 1800,
  };
}

function coprOf({ copr_id, copr, owner_id, owner, repos, copr_chroots }: BuildAttributes): Copr {
  return { copr_id, copr, owner_id, owner, repos, copr_chroots };
}

/** A chroot is a release and an architecture; a copr builds for one release. */
function checkRelease(name: string, chroots: readonly string[]): void {
  const found = new Set(chroots.map((chroot) => chroot.slice(0, chroot.lastIndexOf('-'))));
  if (found.size === 1) return;
  throw new Problem(400, 'Several releases', {
    detail: `'${name}' are of ${found.size} releases: ${[...found].join(', ')}.`,
    given: chroots,
    hint: 'Give chroots that differ in their architecture only, such as fedora-41-i386 and fedora-41-x86_64.',
  });
}
