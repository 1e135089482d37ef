using Infohub.Intelligence.Values;
using Infohub.Platform.Keys;
using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Intelligence.Public;

/// <summary>Under which keys an object stands, for who takes it out.</summary>
public sealed class IndexKeys(KeyRing keys)
{
    /// <summary>All under which it could stand, also for parts of it that are not looked for (law R10); none for what is no object any more.</summary>
    /// <param name="bytes">The object in UTF-8.</param>
    public IReadOnlyList<long> Of(byte[] bytes)
    {
        if (!StixObject.TryRead(bytes, new ReadingLimits(), out var read, out _))
        {
            return [];
        }

        using (read)
        {
            return ValueKeys.Of(keys, read);
        }
    }
}
