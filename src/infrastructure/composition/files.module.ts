import { join } from 'node:path';
import type { Container } from 'inversify';
import { DiskBlobStore } from '#adapters/blobs/disk-blob-store';
import { HmacSignatures } from '#adapters/identity/hmac-signatures';
import { KeyFileVault } from '#adapters/vault/key-file-vault';
import { FileKeeper } from '#application/files/file-keeper';
import { FileLinks } from '#application/files/file-links';
import { PictureLinks } from '#application/files/picture-links';
import { ReceiptLinks } from '#application/receipts/receipt-links';
import { tokens } from '#infrastructure/composition/tokens';
import { secretKeyFile } from '#infrastructure/config/key-files';

/** Where files are, and the links to them. */
export const bindFiles = (container: Container): void => {
  container
    .bind(tokens.signatures)
    .toResolvedValue(({ dataDir }) => new HmacSignatures(secretKeyFile(dataDir, 'links')), [tokens.config]);
  container.bind(tokens.blobs).toResolvedValue(
    ({ dataDir }) =>
      new DiskBlobStore({
        root: join(dataDir, 'files'),
        vault: new KeyFileVault({ key: secretKeyFile(dataDir, 'blobs'), purpose: 'files' }),
      }),
    [tokens.config],
  );
  container
    .bind(tokens.fileLinks)
    .toResolvedValue((signatures, clock) => new FileLinks({ signatures, clock }), [tokens.signatures, tokens.clock]);
  container
    .bind(tokens.pictureLinks)
    .toResolvedValue((signatures) => new PictureLinks({ signatures }), [tokens.signatures]);
  container
    .bind(tokens.receiptLinks)
    .toResolvedValue(
      (signatures, { publicUrl }) => new ReceiptLinks({ signatures, publicUrl }),
      [tokens.signatures, tokens.config],
    );
  container
    .bind(tokens.fileKeeper)
    .toResolvedValue(
      (store, blobs, secrets, ids, clock, links) => new FileKeeper({ store, blobs, secrets, ids, clock, links }),
      [tokens.store, tokens.blobs, tokens.secrets, tokens.ids, tokens.clock, tokens.fileLinks],
    );
};
