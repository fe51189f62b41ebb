import { Component } from 'preact';
import type { WidgetFile } from '../contract.js';
import { ApiFailure } from '../core/api.js';
import type { Chat } from '../core/chat.js';
import { Icon } from '../ui/icons.js';
import { icons } from './extra-icons.js';
import { styled } from './extras-style.js';
import { kindOf, mostBytes, type Upload, upload } from './upload.js';
import { wordsOf } from './words.js';

type Props = { readonly chat: Chat };
type State = { readonly kind: string | null; readonly share: number | null; readonly error: string };

/** Drawn on a canvas: a `blob:` address would need its own line in the site's policy. */
const preview = async (canvas: HTMLCanvasElement | null, file: File): Promise<void> => {
  const bitmap = await createImageBitmap(file);
  if (canvas === null) return;
  const scale = Math.min(1, 280 / bitmap.width, 150 / bitmap.height);
  canvas.width = bitmap.width * scale;
  canvas.height = bitmap.height * scale;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
};

/** One file, looked at before it is sent. */
export class Attachment extends Component<Props, State> {
  override state: State = { kind: null, share: null, error: '' };
  #upload: Upload | null = null;
  #canvas: HTMLCanvasElement | null = null;

  override componentDidMount(): void {
    void this.#check();
  }

  override componentWillUnmount(): void {
    this.#upload?.cancel();
  }

  async #check(): Promise<void> {
    const { chat } = this.props;
    const { file } = chat.view;
    const words = wordsOf(chat);
    if (file === null) return;
    if (file.size > mostBytes) return this.setState({ error: words.tooBig });
    const kind = await kindOf(file);
    if (kind === null) return this.setState({ error: words.wrongKind });
    this.setState({ kind }, () => {
      if (kind.startsWith('image/'))
        preview(this.#canvas, file).catch(() => this.setState({ error: words.wrongKind, kind: null }));
    });
  }

  #cancel(): void {
    this.#upload?.cancel();
    this.props.chat.set({ file: null });
  }

  async #send(): Promise<void> {
    const { chat } = this.props;
    const { file } = chat.view;
    const { kind } = this.state;
    if (file === null || kind === null || this.state.share !== null) return;
    this.setState({ share: 0, error: '' });
    try {
      this.#upload = upload(chat, file, kind, (share) => this.setState({ share }));
      const stored = await this.#upload.done;
      if (chat.view.file === file) this.#hand(stored);
    } catch (error) {
      this.setState({ share: null, error: this.#sentenceFor(error) });
    }
  }

  /** The file is there; now the message that shows it, with what was written as its description. */
  #hand(stored: WidgetFile): void {
    const { chat } = this.props;
    const caption = chat.draft.trim();
    chat.store.set('d', '');
    chat.set({ file: null });
    chat.send({ file_id: stored.id, ...(caption !== '' && { message: caption }) }, stored);
  }

  #sentenceFor(error: unknown): string {
    const words = wordsOf(this.props.chat);
    const status = error instanceof ApiFailure ? error.status : 0;
    const sentences: Readonly<Record<number, string>> = { 413: words.tooBig, 415: words.wrongKind };
    return sentences[status] ?? words.uploadFailed;
  }

  #body() {
    const { kind, share } = this.state;
    const words = wordsOf(this.props.chat);
    if (kind === null) return null;
    return (
      <>
        <label>
          <span>{words.describe}</span>
          <input
            dir="auto"
            value={this.props.chat.draft}
            title={words.describeWhy}
            onInput={({ currentTarget }) => this.props.chat.keepDraft(currentTarget.value)}
          />
        </label>
        {share !== null && <progress max={1} value={share} aria-label={words.uploading} />}
      </>
    );
  }

  render({ chat }: Props, { kind, share, error }: State) {
    const words = wordsOf(chat);
    return (
      <div class="attachment" ref={styled}>
        {kind?.startsWith('image/') ? (
          <canvas
            ref={(canvas) => {
              this.#canvas = canvas;
            }}
          />
        ) : (
          <div class="row">
            <Icon d={icons.file} />
            <span dir="auto">{chat.view.file?.name}</span>
          </div>
        )}
        {this.#body()}
        <p class="error" role="alert">
          {error}
        </p>
        <div class="row">
          <button type="button" class="quiet" onClick={() => this.#cancel()}>
            {words.cancel}
          </button>
          {kind !== null && (
            <button type="button" class="wide" disabled={share !== null} onClick={() => void this.#send()}>
              {error === '' ? words.send : words.retry}
            </button>
          )}
        </div>
      </div>
    );
  }
}
