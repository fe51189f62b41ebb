import { launch } from './launcher.js';

/** `<script async src="…/widget.js" data-client="…">`: waits until the page has done its own work. */
const { src, dataset } = document.currentScript as HTMLScriptElement;
/** The page's language, if nothing is said: the page knows its visitors better than their browsers do. */
const { client: company = '', language = /^en|^ar/.exec(document.documentElement.lang)?.[0], position } = dataset;

const start = (): unknown => launch({ base: `${new URL('.', src)}`, company, language, position }, document.body);

if (document.readyState === 'complete') start();
else addEventListener('load', () => setTimeout(start));
