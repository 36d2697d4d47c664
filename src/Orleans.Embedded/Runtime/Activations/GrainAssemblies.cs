using System.Reflection;

namespace Orleans.Runtime.Activations;

/// <summary>Finds the assemblies that can hold grains: those that use this one, among what is loaded and what that references.</summary>
internal static class GrainAssemblies
{
    private static readonly string Engine = typeof(IGrain).Assembly.GetName().Name!;

    public static IReadOnlyList<Assembly> Discover(IEnumerable<Assembly> additional)
    {
        var seen = new Dictionary<string, Assembly>();
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic).Concat(additional));
        if (Assembly.GetEntryAssembly() is { } entry)
            open.Enqueue(entry);
        while (open.TryDequeue(out var assembly))
        {
            if (IsPlatform(assembly.GetName().Name) || !seen.TryAdd(assembly.FullName!, assembly))
                continue;
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (!IsPlatform(name.Name) && !seen.ContainsKey(name.FullName) && TryLoad(name) is { } next)
                    open.Enqueue(next);
            }
        }

        return [.. seen.Values.Where(UsesEngine).OrderBy(a => a.FullName, StringComparer.Ordinal)];
    }

    public static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }

    private static bool UsesEngine(Assembly assembly) => assembly.GetReferencedAssemblies().Any(name => name.Name == Engine);

    private static bool IsPlatform(string? name) =>
        name is null or "mscorlib" or "netstandard" or "WindowsBase" or "System"
        || name.StartsWith("System.", StringComparison.Ordinal)
        || name.StartsWith("Microsoft.", StringComparison.Ordinal);

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            return null; // a reference that is not deployed cannot hold grains of this host
        }
    }
}
