export async function pushing() {}
