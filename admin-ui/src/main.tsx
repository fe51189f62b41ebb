import { setNonce } from 'get-nonce';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './app/styles.js';
import { App } from './app/app.js';
import { sendWhenLeft } from './shared/lib/held-acts.js';
import { pageNonce } from './shared/lib/nonce.js';
import { guardMarkup } from './shared/lib/trusted-types.js';

guardMarkup();
// react-remove-scroll (dialogs) writes a style element of its own.
setNonce(pageNonce());

sendWhenLeft(window);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
