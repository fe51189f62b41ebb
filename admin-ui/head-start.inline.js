((plan) => {
  // The person's language and scheme from the first moment on: no white flash, no turning round.
  const recall = () => {
    const root = document.documentElement;
    const { language } = JSON.parse(localStorage.getItem('wakil-preferences') || '{}');
    if (language === 'ar') Object.assign(root, { lang: 'ar', dir: 'rtl' });
    const scheme = localStorage.getItem('wakil-color-scheme');
    if (scheme === 'dark' || scheme === 'light') root.style.colorScheme = scheme;
  };
  const fetchSoon = (file) => {
    const link = document.createElement('link');
    const kind = file.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' };
    document.head.append(Object.assign(link, kind, { crossOrigin: '', href: `/app/${file}` }));
  };
  const ask = () =>
    fetch('/api/auth/refresh', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      body: '{}',
    });
  try {
    recall();
  } catch {
    // Blocked storage: the panel's own code decides a moment later.
  }
  const part = location.pathname.split('/')[2] || '';
  const isEntry = plan.entries.includes(part);
  if (!isEntry) {
    // First in the line, and in turn with the other tabs like every other refresh: `shared/api/session.ts` takes the answer.
    const isAlone = typeof navigator.locks === 'undefined';
    const answer = isAlone ? ask() : navigator.locks.request('wakil-refresh', ask);
    answer.catch(() => undefined);
    globalThis.wakilHeadStart = answer;
  }
  for (const place of plan.byPart[part] || (isEntry ? [] : plan.others)) fetchSoon(plan.files[place]);
})(__PLAN__);
