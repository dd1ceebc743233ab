// The registry: one line per API. Their keys, in alphabetical order, are their names.
export { default as codearts } from './codearts/index.ts';
export { default as copr } from './copr/index.ts';
export { default as copr_waiting } from './copr-waiting/index.ts';
export { default as entrecode } from './entrecode/index.ts';
export { default as erigones } from './erigones/index.ts';
