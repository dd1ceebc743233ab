// Hears of the commits of other processes, on a connection of its own. News may be lost: it only makes others faster.
import { everyWorld, type News } from '../../core/replica/engine.ts';
import type { RedisClient } from './client.ts';

type Listener = (news: News) => void;

export interface Listeners {
  onNews(listener: Listener): void;
  close(): void;
}

export function listenTo(client: RedisClient, channel: string): Listeners {
  const listeners: Listener[] = [];
  let subscriber: RedisClient | undefined;
  const tell = (news: News) => {
    for (const listener of listeners) listener(news);
  };
  const start = () => {
    if (subscriber) return;
    const options = { enableOfflineQueue: true, maxRetriesPerRequest: null, lazyConnect: false };
    // A cluster takes other nodes first, and these are the same.
    const given = client.isCluster ? [[], options] : [options];
    subscriber = client.duplicate(...(given as never[]));
    subscriber.on('error', () => {});
    // What was told while it was away is lost: each world is looked at.
    subscriber.on('ready', () => tell({ world: everyWorld, edition: undefined }));
    subscriber.on('message', (_channel: string, text: string) => {
      tell(JSON.parse(text) as News);
    });
    // It subscribes again by itself when the connection comes back.
    subscriber.call('subscribe', channel).catch(() => {});
  };
  return {
    onNews(listener) {
      listeners.push(listener);
      start();
    },
    close() {
      subscriber?.disconnect();
    },
  };
}
