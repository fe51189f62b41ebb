import { linkify } from '../core/linkify.js';
import type { PartProps } from '../ui/parts.js';

/** A text with addresses in it. Only text nodes and anchors come out of it, whatever it says. */
export const LinkedText = ({ text = '' }: PartProps) => (
  <>
    {linkify(text).map(({ text: shown, url }) =>
      url === null ? (
        shown
      ) : (
        <a href={url} target="_blank" rel="noopener noreferrer nofollow">
          {shown}
        </a>
      ),
    )}
  </>
);
