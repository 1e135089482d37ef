using Infohub.Intelligence.Public;
using Infohub.Markings;
using Infohub.Platform.Data;
using Infohub.Stix.Identifiers;
using Infohub.Stix.Json;
using Infohub.Stix.Model;
using Infohub.Stix.Validation;

namespace Infohub.Intelligence.Intake;

/// <summary>One object on its way in. Each check reads it, and may add what it found.</summary>
internal sealed class Admission(Tlp ceiling, Origin origin, StreamedObject streamed) : IDisposable
{
    private static readonly ReadingLimits Limits = new();
    private static readonly ValidationOptions Musts = new() { Warnings = false, MostFaults = 1 };

    private StixObject? read;
    private StixIdentifier identifier;

    /// <summary>At most what its sender writes.</summary>
    public Tlp Ceiling => ceiling;

    public Origin Origin => origin;

    public StixObject Object => read!;

    public string Id => read?.Id ?? "";

    /// <summary>Of a marking, which never changes, when it was made.</summary>
    public string Version => (read?.Modified ?? read?.Created)?.Text ?? "";

    public Guid Uid => identifier.Uuid;

    /// <summary>In microseconds; 0 where its type has none.</summary>
    public long Modified => Object.Modified is { } time ? Micros.From(time.ToDateTimeOffset()) : 0;

    /// <summary>As the law has it, when the check of labels has read it.</summary>
    public Tlp Label { get; set; }

    /// <summary>Its own marking, which stays with it whatever its item is labelled later (R10); none reads as CLEAR.</summary>
    public Tlp Marked { get; set; }

    /// <summary>For the sender's organisation only, until a person decides (law W5).</summary>
    public bool IsForOwnOnly { get; set; }

    /// <summary>One meaning only: UTF-8, no member twice, within bounds.</summary>
    public StixFault? Open() => StixObject.TryRead(streamed, Limits, out read, out var fault) ? null : fault;

    /// <summary>What the standard asks of every object: its MUSTs.</summary>
    public StixFault? Standard()
    {
        var faults = new List<StixFault>();
        return Object.Type == "bundle" ? new StixFault("/type", "a bundle holds no bundle", "STIX 2.1 §8")
            : StixValidator.Check(Object, faults, Musts) && StixIdentifier.TryParse(Id, out identifier) && identifier.ToString() == Id ? null
            : faults.Find(f => f.Severity == Severity.Error) ?? new StixFault("/id", "an identifier is a type and a UUID in small letters", "STIX 2.1 §2.9");
    }

    public void Dispose() => read?.Dispose();
}
