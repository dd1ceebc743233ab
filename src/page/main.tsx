// Where the page begins: what it shows, its keys, and the world that it follows.
import { render } from 'preact';
import './styles/page.css';
import { App } from './frame/App.tsx';
import { listenForKeys } from './frame/keys.ts';
import { followWorld } from './world/live.ts';

render(<App />, document.getElementById('page')!);
listenForKeys();
followWorld();
