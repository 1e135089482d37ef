namespace Infohub.Library.Files.Inspection;

/// <summary>Why a file is refused: a word for machines and a sentence that says what to do instead.</summary>
internal sealed record Reason(string Code, string Sentence)
{
    public static readonly Reason WindowsProgram = new("program-windows", "{0} is a Windows program. Malware samples are not shared here: give its name, size and hashes instead.");
    public static readonly Reason LinuxProgram = new("program-linux", "{0} is a Linux program. Malware samples are not shared here: give its name, size and hashes instead.");
    public static readonly Reason MacProgram = new("program-mac", "{0} is a macOS program. Malware samples are not shared here: give its name, size and hashes instead.");
    public static readonly Reason JavaProgram = new("program-java", "{0} is a Java program. Malware samples are not shared here: give its name, size and hashes instead.");
    public static readonly Reason PhoneProgram = new("program-phone", "{0} is a program for phones. Malware samples are not shared here: give its name, size and hashes instead.");
    public static readonly Reason OtherProgram = new("program", "{0} is a program or compiled code. Malware samples are not shared here: give its name, size and hashes instead.");
    public static readonly Reason Installer = new("installer", "{0} is an installation package. Malware samples are not shared here: give its name, size and hashes instead.");
    public static readonly Reason TestVirus = new("test-virus", "{0} is the EICAR test file, which scanners treat as a virus. Give its hashes instead.");
    public static readonly Reason HiddenProgram = new("program-hidden", "{0} has a program hidden in it. Malware samples are not shared here: give name, size and hashes instead.");
    public static readonly Reason Script = new("script", "{0} is a script. Scripts are not shared here as files: paste the lines that matter into the text, or give its hashes.");
    public static readonly Reason NamedProgram = new("name-program", "{0} has the name of a program ({1}). Programs are not shared here: give name, size and hashes instead.");
    public static readonly Reason NamedScript = new("name-script", "{0} has the name of a script ({1}), which a computer may run when it is opened. Paste the lines that matter into the text instead.");
    public static readonly Reason Shortcut = new("shortcut", "{0} is a shortcut or a settings file that starts something when it is opened. Describe what it starts instead.");
    public static readonly Reason Macros = new("macros", "{0} is a document with macros. Share it as PDF without them, or give its hashes.");
    public static readonly Reason RemoteTemplate = new("remote-template", "{0} is a document that loads a template from elsewhere when it is opened. Share it as PDF, or give its hashes.");
    public static readonly Reason EmbeddedObject = new("embedded-object", "{0} is a document with an object embedded in it that cannot be looked into. Share it as PDF, or give its hashes.");
    public static readonly Reason Encrypted = new("encrypted", "{0} is encrypted, so nobody can see what is in it. Share it without a password; its label protects it here.");
    public static readonly Reason Packed = new("packed", "{0} is packed as {1}, which is not looked into here. Pack it as ZIP without a password.");
    public static readonly Reason OddlyPacked = new("packed-oddly", "{0} is packed in an unusual way that is not looked into here. Pack it again as plain ZIP.");
    public static readonly Reason DiskImage = new("disk-image", "{0} is a disk image. Share the files that matter from it instead.");
    public static readonly Reason OneNote = new("onenote", "{0} is a OneNote notebook, in which programs can be hidden. Share it as PDF or text.");
    public static readonly Reason ActivePage = new("active-page", "{0} is a page with a script in it. Share its text, a picture of it, or its hashes.");
    public static readonly Reason ActivePdf = new("pdf-active", "{0} is a PDF that runs something when it is opened ({1}). Print it to a new PDF, or give its hashes.");
    public static readonly Reason PdfAttachment = new("pdf-attachment", "{0} is a PDF with files attached inside. Share those files on their own.");
    public static readonly Reason QuotedProgram = new("program-as-text", "{0} carries a program written as text. Malware samples are not shared here: give name, size and hashes instead.");
    public static readonly Reason HiddenArchive = new("archive-hidden", "{0} has an archive hidden behind its visible content. Share the two as files of their own.");
    public static readonly Reason Broken = new("broken", "{0} is damaged or contradicts itself, so it cannot be looked into. Pack or save it again.");
    public static readonly Reason TooDeep = new("too-deep", "{0} is packed inside too many other archives. Share it with fewer layers.");
    public static readonly Reason TooMany = new("too-many", "{0} holds too many files to be looked into. Share it in smaller parts.");
    public static readonly Reason TooLarge = new("too-large", "{0} is too large, or becomes too large when it is unpacked. Share it in smaller parts.");
    public static readonly Reason Disguised = new("name-disguised", "{0} has a name with hidden characters that disguise what it is. Rename it.");
    public static readonly Reason Outside = new("name-outside", "{0} would be unpacked outside its folder. Pack it again without such paths.");
    public static readonly Reason Found = new("scanner-found", "The virus scanner found {1} in {0}. Malware samples are not shared here: give name, size and hashes instead.");
    public static readonly Reason ScannerSilent = new("scanner-silent", "The virus scanner does not answer, so {0} could not be looked into. Try again in a few minutes.");
}
