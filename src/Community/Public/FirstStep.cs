namespace Infohub.Community.Public;

/// <summary>One step from an empty hub to a community that lives, registered by the module that knows whether it was taken.</summary>
/// <param name="Href">Where it is taken.</param>
/// <param name="English">What to do, translated when it is shown.</param>
/// <param name="Why">One sentence of why, translated too.</param>
/// <param name="Order">Smaller comes first.</param>
/// <param name="IsTaken">As far as the officer who asks may know.</param>
public sealed record FirstStep(string Href, string English, string Why, int Order, Func<IServiceProvider, Viewer, CancellationToken, Task<bool>> IsTaken);
