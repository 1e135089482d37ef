using System.Collections.Frozen;

namespace Infohub.Library.Files.Inspection.Programs;

/// <summary>Endings that a computer acts on when the file is opened, whatever is in it.</summary>
internal static class DangerousNames
{
    private sealed record Ending(Reason Reason, string? Detail);

    private static readonly FrozenDictionary<string, Ending> Endings = Build();

    public static Reason? Of(string fileName, out string? detail)
    {
        detail = null;
        if (fileName.Any(IsDisguise))
        {
            return Reason.Disguised;
        }

        // Windows drops dots and spaces at the end, and NTFS reads what follows a colon as a stream's name
        foreach (var part in fileName.Split(':'))
        {
            var name = part[(part.LastIndexOfAny(['/', '\\']) + 1)..].TrimEnd('.', ' ', '\t', '\r', '\n', '"', '\'').ToLowerInvariant();
            if (name is "autorun.inf" or "desktop.ini")
            {
                return Reason.Shortcut;
            }

            if (Endings.TryGetValue(name[(name.LastIndexOf('.') + 1)..], out var ending) && name.Contains('.', StringComparison.Ordinal))
            {
                detail = ending.Detail;
                return ending.Reason;
            }
        }

        return null;
    }

    // "invoice<RLO>fdp.exe" shows as "invoiceexe.pdf"; a name of a mail's header may be folded
    private static bool IsDisguise(char c) =>
        c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C' or '\u200B' or '\u2060' or '\uFEFF'
        || (char.IsControl(c) && c is not ('\t' or '\r' or '\n'));

    private static FrozenDictionary<string, Ending> Build()
    {
        var endings = new Dictionary<string, Ending>(StringComparer.Ordinal);

        // Windows starts these as programs, or loads them into one
        Add(Reason.NamedProgram, "exe com scr cpl dll ocx sys drv efi mui ax tsp acm xll wll cmdline gadget");

        // install something, on Windows, macOS, Linux and phones
        Add(Reason.NamedProgram, "msi msp mst msix msixbundle appx appxbundle appinstaller application appref-ms deb rpm pkg mpkg apk aab xapk ipa snap flatpak appimage run crx xpi vsix");

        // Java runs these on a double click
        Add(Reason.NamedProgram, "jar war ear jnlp class");

        // the app bundle and its loaders on macOS and Linux
        Add(Reason.NamedProgram, "app dylib so ko o command tool workflow action scpt scptd applescript osx");

        // Windows Script Host and its relatives run these on a double click
        Add(Reason.NamedScript, "js jse vbs vbe vb wsf wsh wsc ws sct hta");

        // Windows command interpreters
        Add(Reason.NamedScript, "bat cmd btm ps1 ps1xml ps2 ps2xml psm1 psd1 psc1 psc2 cdxml pssc msh msh1 msh2 mshxml msh1xml msh2xml");

        // shells and interpreters that Unix systems, and many Windows computers, bind to the ending
        Add(Reason.NamedScript, "sh bash zsh ksh csh fish py pyc pyo pyw pyz pyzw rb pl pm tcl lua luac au3 a3x ahk kts groovy mjs cjs");

        // web servers run these: web shells are samples too
        Add(Reason.NamedScript, "php php3 php4 php5 php7 phtml phar asp aspx ashx asmx asax ascx cfm cfml jsp jspx jspf cgi");

        // start or load something named inside, often from another computer
        Add(Reason.Shortcut, "lnk url website webloc desktop pif scf inf reg rdp library-ms search-ms searchconnector-ms settingcontent-ms themepack theme deskthemepack diagcab msc job contact mcf nsh grp ins isp its vbp iqy oqy rqy dqy odc udl slk wiz ade adp mde maf mam maq mar mat mda mdb mdw mdz mav maw accdb accde accda");

        // help files that run scripts
        Add(Reason.NamedProgram, "chm hlp cnt xbap xnk ps1x swf");

        // Office keeps macros under these
        Add(Reason.Macros, "docm dotm xlsm xltm xlam xlsb xla xlt pptm potm ppsm ppam ppa sldm otm");

        Add(Reason.OneNote, "one onepkg onetoc2");

        // opened like a folder, and what is in them loses its mark of the web
        Add(Reason.DiskImage, "iso img vhd vhdx vmdk vdi qcow2 dmg udf wim esd swm sparseimage sparsebundle toast nrg mdf cue hfs squashfs");

        // cannot be looked into, whether or not the content says the same
        foreach (var packed in "7z:7z|RAR:rar r00 r01 rev|CAB:cab|xz:xz txz|bzip2:bz2 tbz tbz2 bz|LZMA:lzma tlz|zstd:zst tzst|LZ4:lz4|compress:z taz|LZH:lzh lha|ACE:ace|ARJ:arj|ALZ:alz egg|cpio:cpio|S/MIME:p7m p7z|TNEF (winmail.dat):tnef|yEnc:ntx yenc".Split('|'))
        {
            Add(Reason.Packed, packed.Split(':')[1], packed.Split(':')[0]);
        }

        return endings.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(Reason reason, string names, string? detail = null)
        {
            foreach (var name in names.Split(' '))
            {
                endings[name] = new Ending(reason, detail ?? (reason == Reason.NamedProgram || reason == Reason.NamedScript ? "." + name : null));
            }
        }
    }
}
