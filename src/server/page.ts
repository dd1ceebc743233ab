import type { Api } from '../core/api.ts';
export function pageFor(_apis: readonly Api[], _origin: string): string {
  return '';
}
