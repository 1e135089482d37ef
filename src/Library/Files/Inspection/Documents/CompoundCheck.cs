using System.Buffers.Binary;
using System.Text;

namespace Infohub.Library.Files.Inspection.Documents;

/// <summary>Old Office documents, Outlook mails and installers: macros, encryption, and whatever their streams carry.</summary>
internal static class CompoundCheck
{
    private static readonly Guid[] InstallerClasses =
    [
        new("000C1084-0000-0000-C000-000000000046"), // MSI package
        new("000C1086-0000-0000-C000-000000000046"), // patch
        new("000C1082-0000-0000-C000-000000000046"), // transform
    ];

    public static SampleVerdict? Look(Piece piece, Inspector inspector)
    {
        var file = CompoundFile.Read(piece.Content);
        if (OfEntries(file) is { } reason)
        {
            return SampleVerdict.Refuse(reason, piece);
        }

        foreach (var entry in file.Entries)
        {
            if (entry.IsStream && entry.Size > 0 && LookAt(piece, entry, file.Open(entry, inspector.Budget), inspector) is { } verdict)
            {
                return verdict;
            }
        }

        return null;
    }

    private static Reason? OfEntries(CompoundFile file)
    {
        foreach (var entry in file.Entries)
        {
            // MSI packs the names of its tables into code points of this range
            if (InstallerClasses.Contains(entry.Class) || (entry.IsStream && entry.Name.Length > 0 && entry.Name.All(c => c is >= '\u3800' and <= '\u4840')))
            {
                return Reason.Installer;
            }

            if (entry.Name is "EncryptedPackage" or "EncryptionInfo")
            {
                return Reason.Encrypted;
            }

            if (entry.Name is "VBA" or "_VBA_PROJECT" or "_VBA_PROJECT_CUR" or "Macros" or "PROJECTwm" || entry.Name.StartsWith("__SRP_", StringComparison.Ordinal))
            {
                return Reason.Macros;
            }
        }

        return null;
    }

    private static SampleVerdict? LookAt(Piece piece, CompoundEntry entry, ReadOnlyMemory<byte> stream, Inspector inspector)
    {
        var reason = entry.Name switch
        {
            "Workbook" or "Book" => OfWorkbook(stream.Span),
            "WordDocument" => OfWord(stream.Span),
            "PowerPoint Document" => OfSlides(stream.Span),
            _ => null,
        };
        if (reason is not null)
        {
            return SampleVerdict.Refuse(reason, piece);
        }

        if (entry.Name == "\u0001Ole10Native")
        {
            return OfPackage(piece, stream, inspector);
        }

        // MS-OXMSG: properties 3704 and 3707 hold the names of attached files
        if (entry.Name.StartsWith("__substg1.0_3704", StringComparison.Ordinal) || entry.Name.StartsWith("__substg1.0_3707", StringComparison.Ordinal))
        {
            var name = (entry.Name.EndsWith("001F", StringComparison.OrdinalIgnoreCase) ? Encoding.Unicode : Encoding.Latin1).GetString(stream.Span).TrimEnd('\0');
            return inspector.LookAtName(piece.Inner(default, name), name);
        }

        return inspector.Look(piece.Inner(stream, entry.Name, PieceKind.DocumentStream), "stream");
    }

    // MS-XLS: FILEPASS means encrypted; BOUNDSHEET names each sheet with its kind, 1 being an Excel 4 macro sheet
    private static Reason? OfWorkbook(ReadOnlySpan<byte> stream)
    {
        while (stream.Length >= 4)
        {
            var type = BinaryPrimitives.ReadUInt16LittleEndian(stream);
            var size = BinaryPrimitives.ReadUInt16LittleEndian(stream[2..]);
            if (type == 0x000A || size > stream.Length - 4)
            {
                return null;
            }

            var record = stream.Slice(4, size);
            if (type == 0x002F)
            {
                return Reason.Encrypted;
            }

            if (type == 0x0085 && size > 5 && (record[5] & 0x0F) is 1 or 6)
            {
                return Reason.Macros;
            }

            stream = stream[(4 + size)..];
        }

        return null;
    }

    // MS-DOC §2.5.2: bit 8 of the flags at offset 10 means encrypted
    private static Reason? OfWord(ReadOnlySpan<byte> stream) => stream.Length > 12 && (stream[11] & 1) != 0 ? Reason.Encrypted : null;

    // MS-PPT §2.4.11: the atom that says whether the slides have macros
    private static Reason? OfSlides(ReadOnlySpan<byte> stream)
    {
        var at = stream.IndexOf(VbaInfoAtom);
        return at >= 0 && stream.Length >= at + 16 && BinaryPrimitives.ReadUInt32LittleEndian(stream[(at + 12)..]) != 0 ? Reason.Macros : null;
    }

    private static ReadOnlySpan<byte> VbaInfoAtom => [0x02, 0x00, 0x00, 0x04, 0x0C, 0, 0, 0];

    // The object packager: size, flags, label, two paths, then the file. Every name counts, for Office shows one and saves another.
    private static SampleVerdict? OfPackage(Piece piece, ReadOnlyMemory<byte> stream, Inspector inspector)
    {
        var head = Encoding.Latin1.GetString(stream.Span[..Math.Min(stream.Length, 2048)]);
        foreach (var name in head.Split('\0').Where(n => n.Length > 2))
        {
            var plain = new string([.. name.Where(c => !char.IsControl(c))]);
            if (inspector.LookAtName(piece.Inner(default, plain), plain) is { } named)
            {
                return named;
            }
        }

        return inspector.Look(piece.Inner(stream, "embedded object", PieceKind.DocumentStream), "embedded object") ?? SampleVerdict.Refuse(Reason.EmbeddedObject, piece);
    }
}
