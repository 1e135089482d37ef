using System.Globalization;
using System.Text.Json;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Markings;
using Infohub.Stix.Model;

namespace Infohub.Stix.Validation;

/// <summary>Checks the objects of a bundle (STIX 2.1 §8) as they are read, and what they ask of each other. That an object is named which is not there is no fault (§3.3).</summary>
public sealed class BundleCheck(ValidationOptions options)
{
    /// <summary>By markings, the markings that mark them.</summary>
    private readonly Dictionary<string, IReadOnlyList<string>> markings = new(StringComparer.Ordinal);

    /// <summary>By creator and UUID, the type (§2.9).</summary>
    private readonly Dictionary<(string Creator, Guid Uuid), string> types = [];

    private bool hasErrors;
    private long count;

    /// <summary>Checks the next object. The stream's own fault of it is told too.</summary>
    /// <returns>True where it has no error.</returns>
    public bool Add(StreamedObject found, ICollection<StixFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        var path = $"/objects/{found.Index.ToString(CultureInfo.InvariantCulture)}";
        count++;
        if (!StixObject.TryRead(found, options.Limits, out var read, out var fault))
        {
            hasErrors = true;
            faults.Add(fault! with { Path = path + fault.Path });
            return false;
        }

        using (read)
        {
            return Add(read, path, faults);
        }
    }

    /// <summary>Tells of the bundle itself, when all is read.</summary>
    /// <returns>True where neither it nor an object has an error.</returns>
    public bool End(ObjectStream stream, ICollection<StixFault> faults)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(faults);
        if (stream.Fault is { } fault && !stream.LacksObjects)
        {
            hasErrors = true;
            faults.Add(fault);
        }
        else if (stream.Members.TryGetValue("type", out var type))
        {
            About(type, stream.Members.GetValueOrDefault("id"), stream.Members.Keys, stream.HasObjects && count == 0, faults);
        }
        else if (stream.Members.Count == 0)
        {
            hasErrors = true;
            faults.Add(new StixFault("", "this is neither a bundle nor an envelope", "STIX 2.1 §8"));
        }

        Circles(faults);
        return !hasErrors;
    }

    internal static bool Whole(StixObject bundle, ICollection<StixFault> faults, ValidationOptions options)
    {
        var check = new BundleCheck(options);
        var hasEmpty = false;
        if (bundle.Json.TryGetProperty("objects"u8, out var objects))
        {
            if (objects.ValueKind != JsonValueKind.Array)
            {
                faults.Add(new StixFault("/objects", "this is no list", "STIX 2.1 §8.1"));
                check.hasErrors = true;
            }
            else
            {
                hasEmpty = objects.GetArrayLength() == 0;
                foreach (var item in objects.EnumerateArray())
                {
                    var bytes = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(item).ToArray();
                    check.Add(new StreamedObject(check.count, bytes, bytes[0] == (byte)'{' ? null : new StixFault("", "this is no object", "STIX 2.1 §8")), faults);
                }
            }
        }

        check.About(bundle.Type, bundle.Id, bundle.Json.EnumerateObject().Select(m => m.Name), hasEmpty, faults);
        check.Circles(faults);
        return !check.hasErrors;
    }

    private bool Add(StixObject read, string path, ICollection<StixFault> faults)
    {
        var isRight = read.Type != "bundle";
        if (!isRight)
        {
            faults.Add(new StixFault(path, "a bundle does not stand in a bundle", "STIX 2.1 §8.1"));
        }
        else
        {
            isRight = StixValidator.Check(read, faults, options, path);
        }

        if (read.Type == "marking-definition")
        {
            markings[read.Id] = [.. read.ObjectMarkingRefs, .. GranularMarking.Of(read.Json).Select(m => m.MarkingRef).OfType<string>()];
        }

        if (read.CreatedByRef is { } creator && StixIdentifier.TryParse(read.Id, out var id) && !types.TryAdd((creator, id.Uuid), id.Type) && types[(creator, id.Uuid)] != id.Type)
        {
            isRight = false;
            faults.Add(new StixFault(path + "/id", "the creator uses the UUID for an object of another type", "STIX 2.1 §2.9"));
        }

        hasErrors |= !isRight;
        return isRight;
    }

    private void About(string? type, string? id, IEnumerable<string> names, bool hasEmptyObjects, ICollection<StixFault> faults)
    {
        if (type != "bundle")
        {
            Error("/type", "this is no bundle");
        }

        if (!StixIdentifier.TryParse(id, out var read))
        {
            Error("/id", "a bundle has an identifier", id is null or "" ? "STIX 2.1 §8.1" : "STIX 2.1 §2.9");
        }
        else if (read.Type != "bundle")
        {
            Error("/id", "the identifier is of another type than the bundle", "STIX 2.1 §2.9");
        }

        if (hasEmptyObjects)
        {
            Error("/objects", "a list has at least one value", "STIX 2.1 §2.12");
        }

        foreach (var name in names)
        {
            if (options.Warnings && name is not ("type" or "id" or "objects"))
            {
                faults.Add(new StixFault("/" + Raw.Escape(name), "nobody keeps properties of one's own on a bundle", "STIX 2.1 §8", Severity.Warning));
            }
        }

        void Error(string path, FaultText message, string clause = "STIX 2.1 §8.1")
        {
            hasErrors = true;
            faults.Add(new StixFault(path, message, clause));
        }
    }

    /// <summary>§3.2: markings that mark each other in a circle. One that marks itself is told with the object.</summary>
    private void Circles(ICollection<StixFault> faults)
    {
        // Whether all that a marking leads to was looked at; false while that goes on.
        var looked = new Dictionary<string, bool>(StringComparer.Ordinal);
        var way = new Stack<(string Marking, int Next)>();
        foreach (var start in markings.Keys)
        {
            if (looked.TryAdd(start, false))
            {
                way.Push((start, 0));
            }

            while (way.TryPop(out var at))
            {
                if (at.Next == markings[at.Marking].Count)
                {
                    looked[at.Marking] = true;
                    continue;
                }

                way.Push(at with { Next = at.Next + 1 });
                var target = markings[at.Marking][at.Next];
                if (target == at.Marking || !markings.ContainsKey(target))
                {
                    continue;
                }

                if (looked.TryAdd(target, false))
                {
                    way.Push((target, 0));
                }
                else if (!looked[target])
                {
                    hasErrors = true;
                    faults.Add(new StixFault("/objects", new FaultText("{0} marks itself, by way of others", target), "STIX 2.1 §3.2"));
                }
            }
        }
    }
}
