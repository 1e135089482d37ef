export async function httpWorld() { throw new Error('not yet'); }
