import assert from 'node:assert/strict';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { fetchExpanded } from '../../../src/release/verify/verify-address.ts';

const most = 1_000_000;

async function fetched(listener: RequestListener, encoding = 'identity') {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address() as AddressInfo;
  try {
    return await fetchExpanded(new URL(`http://127.0.0.1:${port}/`), encoding, most);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('an answer without end is given up', async () => {
  const endless: RequestListener = (_request, response) => {
    const write = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    };
    response.on('drain', write).on('error', () => {});
    write();
  };
  await assert.rejects(fetched(endless), /超过 1 MB，没有读完/);
});

test('an answer that expands to more than it may is given up, one that does not is not', async () => {
  for (const [encoding, pack] of [
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const) {
    const packed =
      (bytes: number): RequestListener =>
      (_request, response) => {
        response.writeHead(200, { 'Content-Encoding': encoding }).end(pack(Buffer.alloc(bytes)));
      };
    await assert.rejects(fetched(packed(most + 1), encoding), /超过 1 MB，没有读完/);
    assert.equal((await fetched(packed(most), encoding)).body.length, most);
  }
});
