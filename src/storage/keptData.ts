// What is kept in this browser besides models, as a whole: how much it is, and its end. Its owners are in the worker thread.
import { clear, createStore, keys } from 'idb-keyval';

/** @param name of the IndexedDB database */
export const countKept = async (name: string): Promise<number> => (await keys(createStore(name, 'entries'))).length;

/** @param name of the IndexedDB database */
export const clearKept = (name: string): Promise<void> => clear(createStore(name, 'entries'));
