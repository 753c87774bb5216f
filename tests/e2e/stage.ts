// A relay with its page, and a real Chromium that opens it: what most end-to-end tests begin with.
import type { Browser, Page } from '@playwright/test';
import { createRelay, type Relay, type RelayOptions } from '../../relay/relay.ts';
import { createRelayWitness, type RelayWitness } from './relayWitness.ts';

export interface Stage {
  readonly relay: Relay;
  readonly url: string;
  readonly port: number;
  readonly witness: RelayWitness;
  close(): Promise<void>;
}

export async function openStage(options: RelayOptions): Promise<Stage> {
  const witness = createRelayWitness();
  const relay = createRelay({ port: 0, ...options, onEvent: witness.onEvent });
  const { url, port } = await relay.listen();
  return { relay, url, port, witness, close: () => relay.close() };
}

export interface OpenedPage {
  readonly page: Page;
  /** Errors of the page and its threads; a test ends by finding none. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Opens the page in a context of its own: nothing is remembered from other tests. */
export async function openPage(browser: Browser, url: string): Promise<OpenedPage> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(url);
  return { page, errors, close: () => context.close() };
}

export const startButton = (page: Page) => page.getByRole('button', { name: 'Start' }).first();
