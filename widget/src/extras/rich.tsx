import type { WidgetFile } from '../contract.js';
import { Icon } from '../ui/icons.js';
import type { PartProps } from '../ui/parts.js';
import { icons } from './extra-icons.js';
import { styled } from './extras-style.js';
import { wordsOf } from './words.js';

/** `http(s)` or nothing: what the business entered is still not trusted to be one. */
const isWeb = (url: string | null): url is string => url !== null && /^https?:\/\//i.test(url);

/** A choice that leads to another page. */
export const Link = ({ chat, choice }: PartProps) =>
  isWeb(choice?.url ?? null) ? (
    <a class="chip" href={choice?.url ?? ''} target="_blank" rel="noopener noreferrer" ref={styled}>
      <span dir="auto">{choice?.label}</span>
      <Icon d={icons.out} />
      <span class="sr">({wordsOf(chat).newTab})</span>
    </a>
  ) : null;

const Attached = ({ file, text }: { readonly file: WidgetFile; readonly text: string }) => (
  <a class="file" href={file.url} target="_blank" rel="noopener noreferrer">
    {file.mime_type.startsWith('image/') ? (
      <img src={file.url} alt={text || file.name} loading="lazy" />
    ) : (
      <>
        <Icon d={icons.file} />
        <span dir="auto">{file.name}</span>
      </>
    )}
  </a>
);

/** Files, and services side by side; all that is said of those comes from the catalogue. */
export const Rich = ({ chat, line }: PartProps) => (
  <div class="rich" ref={styled}>
    {line?.file != null && <Attached file={line.file} text={line.text} />}
    {line !== undefined && line.cards.length > 0 && (
      <ul class="cards">
        {line.cards.map(({ title, subtitle, image_url, choice }) => (
          <li key={title}>
            {isWeb(image_url) && <img src={image_url} alt="" loading="lazy" />}
            <b dir="auto">{title}</b>
            <span dir="auto">{subtitle}</span>
            {choice !== null && choice.url === null && (
              <button type="button" class="chip" dir="auto" onClick={() => chat.choose(choice)}>
                {choice.label}
              </button>
            )}
            {choice !== null && choice.url !== null && <Link chat={chat} choice={choice} />}
          </li>
        ))}
      </ul>
    )}
  </div>
);
