/** What the page asks of the emulator. */

const take = async (response) => {
  const content = await response.json();
  if (!response.ok) throw new Error(content.error);
  return content;
};

export const ask = async (what) => take(await fetch(`/control/${what}`));

export const act = async (what, input) =>
  take(
    await fetch(`/control/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    }),
  );

/** Calls back whenever something may look different, at most every 60 ms. */
export const live = (changed, stateChanged) => {
  let isPlanned = false;
  const plan = () => {
    if (isPlanned) return;
    isPlanned = true;
    setTimeout(() => {
      isPlanned = false;
      changed();
    }, 60);
  };
  const events = new EventSource('/events');
  events.onmessage = plan;
  events.onopen = () => {
    stateChanged(true);
    plan();
  };
  events.onerror = () => stateChanged(false);
};

export const base64 = async (file) => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
};
