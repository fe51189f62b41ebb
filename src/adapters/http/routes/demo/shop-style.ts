/** A light and a dark shop around one colour; logical properties, so that Arabic is its mirror image. */
const rules = `
:root { color-scheme: light dark; --ink: light-dark(#16202a, #e8edf2); --soft: light-dark(#526071, #a3b0bd);
  --paper: light-dark(#f7f8fa, #11161c); --card: light-dark(#ffffff, #1a2129); --line: light-dark(#e3e8ee, #2b343e);
  --deep: color-mix(in oklab, var(--brand) 72%, black); --accent: light-dark(var(--deep), color-mix(in oklab, var(--brand) 62%, white)); }
* { box-sizing: border-box; margin: 0; }
body { font: 16px/1.6 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', sans-serif; color: var(--ink);
  background: var(--paper); min-height: 100vh; display: flex; flex-direction: column; overflow-wrap: anywhere; }
header, main, footer { width: 100%; max-width: 1120px; margin-inline: auto; padding-inline: clamp(16px, 4vw, 40px); }
header { display: flex; align-items: center; justify-content: space-between; gap: 16px; padding-block: 16px; }
a { color: var(--accent); }
.brand { display: flex; align-items: center; gap: 12px; font-weight: 650; font-size: 1.1rem; color: inherit; text-decoration: none; }
.badge { inline-size: 44px; block-size: 44px; flex: none; border-radius: 14px; display: grid; place-items: center; object-fit: cover;
  background: var(--deep); color: #fff; font-size: 1.2rem; font-weight: 700; }
.language { padding: 8px 14px; border: 1px solid var(--line); border-radius: 999px; text-decoration: none; font-size: .95rem; }
.hero { margin-block: 8px 40px; padding: clamp(32px, 7vw, 84px) clamp(24px, 6vw, 72px); border-radius: 28px; color: #fff;
  background: radial-gradient(circle at 85% 0%, color-mix(in oklab, var(--brand) 70%, white) -40%, transparent 55%),
  linear-gradient(135deg, var(--deep), color-mix(in oklab, var(--brand) 55%, black)); }
.hero h1 { font-size: clamp(1.8rem, 5.2vw, 3.4rem); line-height: 1.15; letter-spacing: -.01em; max-width: 18ch; }
[dir=rtl] .hero h1 { letter-spacing: 0; line-height: 1.35; }
.hero p { margin-block-start: 16px; font-size: clamp(1rem, 1.6vw, 1.2rem); max-width: 56ch; }
h2 { font-size: 1.5rem; margin-block-end: 20px; }
.cards { list-style: none; padding: 0; display: grid; gap: 20px; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 20px; overflow: hidden; display: flex; flex-direction: column; }
.picture { block-size: 132px; display: grid; place-items: center; font-size: 3rem; font-weight: 700; color: #ffffffd9;
  background: linear-gradient(135deg, var(--tone), color-mix(in oklab, var(--tone) 55%, black)); --tone: var(--deep); }
.tone1 { --tone: color-mix(in oklab, var(--brand) 60%, #1d4ed8); } .tone2 { --tone: color-mix(in oklab, var(--brand) 55%, #9d174d); }
.tone3 { --tone: color-mix(in oklab, var(--brand) 55%, #854d0e); } .tone4 { --tone: color-mix(in oklab, var(--brand) 45%, #334155); }
.tone5 { --tone: color-mix(in oklab, var(--brand) 55%, #5b21b6); }
img.picture { inline-size: 100%; object-fit: cover; }
.about { padding: 18px 20px 20px; display: flex; flex-direction: column; gap: 6px; flex: 1; }
.category { font-size: .82rem; color: var(--soft); } h3 { font-size: 1.12rem; line-height: 1.35; }
.description { color: var(--soft); font-size: .95rem; } .price { margin-block-start: auto; padding-block-start: 10px; }
.price strong { font-size: 1.2rem; color: var(--accent); } .price span { color: var(--soft); font-size: .9rem; }
.sold { font-size: .85rem; color: var(--soft); } .empty { padding: 32px; border: 1px dashed var(--line); border-radius: 20px; color: var(--soft); }
footer { margin-block-start: auto; padding-block: 48px 104px; color: var(--soft); } footer strong { color: var(--ink); } .quiet { font-size: .88rem; margin-block-start: 12px; }
.lost { flex: 1; display: grid; place-content: center; text-align: center; gap: 12px; padding-block: 80px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 8px; }
@media (max-width: 480px) { .hero { margin-inline: -4px; border-radius: 22px; } .card { flex-direction: row; } .picture, img.picture { block-size: auto; inline-size: 92px; flex: none; font-size: 2rem; } .cards { gap: 14px; } }
`;

/** @param brand `rrggbb`. */
export const shopStyle = (brand: string): string => `:root{--brand:#${brand}}${rules}`;

/** A speech bubble. */
export const shopIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#0f766e" d="M6 4h20a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H15l-8 6v-6H6a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4z"/></svg>';
