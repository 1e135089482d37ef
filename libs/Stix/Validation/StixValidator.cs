using Infohub.Stix.Json;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>Tells where an object is not as STIX 2.1 says: MUSTs as errors, SHOULDs as warnings, each with its place and clause. Never throws for content.</summary>
public static class StixValidator
{
    /// <summary>Checks an object.</summary>
    /// <param name="checkedObject">What was read.</param>
    /// <param name="faults">Where the faults are added.</param>
    /// <param name="options">How to check; null for all that the standard asks.</param>
    /// <returns>True where there is no error. There may be warnings.</returns>
    public static bool Check(StixObject checkedObject, ICollection<StixFault> faults, ValidationOptions? options = null) => Check(checkedObject, faults, options, "");

    /// <summary>Reads and checks an object, or a bundle with all its objects.</summary>
    /// <param name="utf8">JSON in UTF-8.</param>
    /// <param name="faults">Where the faults are added.</param>
    /// <param name="options">How to check; null for all that the standard asks.</param>
    /// <returns>True where there is no error. There may be warnings.</returns>
    public static bool Check(ReadOnlyMemory<byte> utf8, ICollection<StixFault> faults, ValidationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(faults);
        options ??= ValidationOptions.Default;
        if (!StixObject.TryRead(utf8, options.Limits, out var read, out var fault))
        {
            faults.Add(fault!);
            return false;
        }

        using (read)
        {
            return read.Type == "bundle" ? BundleCheck.Whole(read, faults, options) : Check(read, faults, options, "");
        }
    }

    /// <summary>Reads a bundle (§8) or an envelope (TAXII 2.1 §3.7) and checks its objects one after the other, at the memory of the largest. Paths begin at the bundle: <c>/objects/3/id</c>.</summary>
    /// <param name="stream">JSON in UTF-8.</param>
    /// <param name="faults">Where the faults are added.</param>
    /// <param name="options">How to check; null for all that the standard asks.</param>
    /// <param name="stop">Ends it early.</param>
    /// <returns>True where there is no error. There may be warnings.</returns>
    public static async Task<bool> CheckAsync(Stream stream, ICollection<StixFault> faults, ValidationOptions? options = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(faults);
        options ??= ValidationOptions.Default;
        var objects = new ObjectStream(stream, options.Limits);
        var bundle = new BundleCheck(options);
        await foreach (var found in objects.ReadAsync(stop))
        {
            bundle.Add(found, faults);
        }

        return bundle.End(objects, faults);
    }

    internal static bool Check(StixObject checkedObject, ICollection<StixFault> faults, ValidationOptions? options, string path)
    {
        ArgumentNullException.ThrowIfNull(checkedObject);
        ArgumentNullException.ThrowIfNull(faults);
        var walk = new Walk(faults, options ?? ValidationOptions.Default, path, checkedObject.Bytes.Length);
        walk.Object(checkedObject.Json);
        return !walk.HasErrors;
    }
}
