// Where the Build Records page contradicts itself or the service, and what each reading serves.
import type { Erratum } from '../../core/errata.ts';

const definition =
  'mingyang91/huawei-cloud-api-definitions at e05e9a0, schemas/CodeArtsBuild/src/ListBuildInfoRecord.json';
const seenLive = 'David-piex/codearts-mcp, docs/wiki/Build-Live-Validated.md, 2026-04-19';
const sdk = 'huaweicloud/huaweicloud-sdk-nodejs-v3 at b081640, services/codeartsbuild/v3';
const provider =
  'huaweicloud/terraform-provider-huaweicloud at a0345b8, huaweicloud/services/codeartsbuild/common.go';

export const errata: readonly Erratum[] = [
  {
    id: 'codearts/example-request',
    clauses: ['codearts/example-request', 'codearts/uri', 'codearts/request/token'],
    lines: [
      [206, 206],
      [7, 7],
    ],
    says: 'The example request is a POST of the real-time log of build 33.',
    against: 'The URI is a GET of the build records, and the reply beside it is one. It shows build 44.',
    readings: {
      literal:
        'The POST answers the newest record, one to a page, whatever build it names. The GET answers too.',
      corrected: 'Only the GET answers; the POST is 404, as any API that does not exist.',
    },
    changes: [{ operation: 'post-real-time-log', route: '/v3/jobs/{job_id}/{build_number}/real-time-log' }],
  },
  {
    id: 'codearts/number',
    clauses: ['codearts/record/number', 'codearts/example-reply'],
    lines: [
      [86, 88],
      [210, 210],
    ],
    says: 'The table calls the number of a build a String.',
    against: "The example prints 44 without quotes, and the vendor's definition has an integer.",
    readings: {
      literal: 'An integer, as the example prints.',
      corrected: 'An integer, as the example prints.',
      observed: 'An integer, as the example prints.',
    },
    source: `${definition}; ${sdk}`,
    changes: [],
  },
  {
    id: 'codearts/build-type',
    clauses: ['codearts/record/build-type', 'codearts/example-reply'],
    lines: [
      [125, 127],
      [110, 112],
      [210, 210],
    ],
    says: 'The table describes build_type with the words of daily_build_number, as a number that starts anew each day.',
    against: 'The example has a kind of source there: branch.',
    readings: {
      literal: 'branch or tag, as the example prints.',
      corrected: 'branch or tag, as the example prints.',
    },
    changes: [],
  },
  {
    id: 'codearts/error-null',
    clauses: ['codearts/reply/error', 'codearts/example-reply'],
    lines: [
      [57, 59],
      [210, 210],
    ],
    says: 'The table calls error a String and a message.',
    against: 'The example prints null: nothing went wrong.',
    readings: {
      literal: 'null, as the example prints.',
      corrected: 'null, as the example prints.',
    },
    changes: [],
  },
  {
    id: 'codearts/total-page',
    clauses: ['codearts/result/total-page', 'codearts/result/total-record', 'codearts/example-reply'],
    lines: [
      [73, 75],
      [76, 78],
      [210, 210],
    ],
    says: 'total_page counts records, in the very words of total_record; both are 44 in the example.',
    against: 'Its name says pages. The example has one record to a page, so there it is the same.',
    readings: {
      literal: 'total_page is total_record.',
      corrected: 'total_page is how many pages of page_size it takes to show total_record.',
      observed: 'total_page is how many pages of page_size it takes to show total_record.',
    },
    source: definition,
    changes: [{ operation: 'list-build-records', body: '/result/total_page', how: 'value' }],
  },
  {
    id: 'codearts/time-zone',
    clauses: ['codearts/request/time-format', 'codearts/record/start-time'],
    lines: [
      [25, 25],
      [29, 29],
      [92, 94],
    ],
    says: 'Times of the query are texts without a time zone.',
    against: 'Times of the records are instants. The service reads the texts as local time of +08:00.',
    readings: {
      literal: 'start_time and end_time are UTC.',
      corrected: 'start_time and end_time are local time of +08:00.',
      observed: 'start_time and end_time are local time of +08:00.',
    },
    source: seenLive,
    changes: [
      { operation: 'list-build-records', parameter: 'start_time' },
      { operation: 'list-build-records', parameter: 'end_time' },
    ],
  },
  {
    id: 'codearts/page-size-zero',
    clauses: ['codearts/request/page-size'],
    lines: [
      [34, 37],
      [30, 33],
    ],
    says: 'page_size has a maximum and no minimum, where page_index has a minimum.',
    against: "Pages of nothing show nothing. The vendor's later page has 1 as the least, its definition 0.",
    readings: {
      literal: 'page_size 0 is a page without records.',
      corrected: 'page_size 0 is refused.',
      observed: 'page_size 0 is refused.',
    },
    source: 'support.huaweicloud.com/api-codeci/ListBuildInfoRecord.html, 2025-09-04',
    changes: [{ operation: 'list-build-records', parameter: 'page_size' }],
  },
  {
    id: 'codearts/unknown-job',
    clauses: ['codearts/status-404'],
    lines: [
      [183, 183],
      [223, 224],
    ],
    says: 'What is not found is 404; there is no other status to say so.',
    against: 'The service answers 422 for a task that it does not have.',
    readings: {
      literal: 'A well-formed job_id that is unknown is 404.',
      corrected: 'A well-formed job_id that is unknown is 404.',
      observed: 'A well-formed job_id that is unknown is 422.',
    },
    source: `${seenLive}; ${provider}`,
    changes: [{ operation: 'list-build-records', status: '404 or 422 for an unknown job_id' }],
  },
  {
    id: 'codearts/credentials',
    clauses: ['codearts/request/token'],
    lines: [[44, 47]],
    says: 'Every request must carry X-Auth-Token.',
    against: "The vendor's own clients sign with an access key instead, and send no token.",
    readings: {
      literal: 'Without a token: 401.',
      corrected: 'Without a token: 401.',
      observed: 'A token, or an Authorization that is a signature by an access key. Without either: 401.',
    },
    source: `${sdk}; support.huaweicloud.com/api-codeci/cloudbuild_03_0009.html, 2025-12`,
    changes: [{ operation: 'list-build-records', header: 'x-auth-token or authorization' }],
  },
];
