using System.Collections.Frozen;

namespace Infohub.Observables.Names;

/// <summary>Extensions that tell a file name from a domain name.</summary>
internal static class FileExtensions
{
    private const string Plain =
        """
        exe dll sys drv ocx scr cpl msi msp msix appx bat cmd vbs vbe vba jse wsf wsh hta ps1 psm1 psd1 lnk pif jar class war ear apk
        ipa dex elf bin dat tmp bak iso img vhd vhdx dmg pkg deb rpm msu rar 7z gz tgz bz2 xz tar lzh arj ace zst z01 pdf doc docx
        docm dot dotx dotm xls xlsx xlsm xlsb xlam xla xlt xltm csv tsv ppt pptx pptm ppsx pps rtf odt ods odp onepkg chm hlp eml
        msg pst ost mbox txt log ini inf cfg conf cnf yml yaml json jsonl xml xsl xsd html htm xhtml mht mhtml shtml php php3 php5 phtml asp aspx
        ashx asmx jsp jspx jspa cgi css js mjs jsx ts tsx vue cs vb fs cpp hpp cxx go rb lua swift kt kts scala pyc pyw pyd whl gem
        ipynb sql db sqlite mdb accdb ldb dbf reg evtx evt etl pcap pcapng cap yar yara rules sig sigma pem crt cer key pfx p12 p7b p7s
        csr jks kdbx asc gpg pgp ovpn rdp url jnlp svg png jpg jpeg gif bmp ico webp tif tiff mp3 mp4 avi mkv wav flac ttf woff
        woff2 eot swf dylib ko axf hex rom fw uf2 dwg dxf psd ai3 sct wll xll slk iqy library-ms searchconnector-ms settingcontent-ms
        theme diagcab config resx csproj sln service job
        """;

    // Extensions that are top levels too. With a folder before it each is a file; without one these are files as two labels
    // (install.sh, invoice.zip) and domains as three (get.evil.sh): registrations under them are few, files are everywhere.
    private const string FileFirst = "sh py zip mov md java cab ps";

    // Here the domains are many (.pl is Poland, .cc and .app are much abused), so a file needs a folder before it.
    private const string DomainFirst = "pl rs cc app so com";

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Every = Set($"{Plain} {FileFirst} {DomainFirst}");
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> First = Set(FileFirst);
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Last = Set(DomainFirst);

    /// <summary>A file extension that people use, be it a top level or not.</summary>
    public static bool Contains(ReadOnlySpan<char> extension) => extension.Length is >= 2 and <= 18 && Every.Contains(extension);

    /// <summary>A top level that in two labels, without a folder, reads as a file.</summary>
    public static bool FileBeforeDomain(ReadOnlySpan<char> extension) => First.Contains(extension);

    /// <summary>A top level that reads as a file only with a folder before it.</summary>
    public static bool DomainBeforeFile(ReadOnlySpan<char> extension) => Last.Contains(extension);

    private static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) =>
        words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();
}
