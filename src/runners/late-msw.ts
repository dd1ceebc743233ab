// msw for those who load it with `require`: at its first use, for not everybody can. The build puts it in the place of 'msw' there.
import type * as Msw from 'msw';
import { Problem } from '../core/values/problem.ts';

let loaded: typeof Msw | undefined;

function msw(): typeof Msw {
  try {
    loaded ??= require('msw') as typeof Msw;
    return loaded;
  } catch (error) {
    throw new Problem(500, 'msw cannot be loaded', {
      detail: `msw cannot be loaded with require: ${(error as Error).message.split('\n')[0]}.`,
      hint: "Parts of msw are modules, which Jest takes with NODE_OPTIONS=--experimental-vm-modules and 'import' in a .mjs file. Where no fixed address is asked, world.fetch or listen: true need no msw.",
    });
  }
}

export const http = {
  all: (...given: Parameters<typeof Msw.http.all>) => msw().http.all(...given),
};

export const HttpResponse = {
  error: () => msw().HttpResponse.error(),
};
