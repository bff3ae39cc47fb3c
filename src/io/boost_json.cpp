// Boost.JSON itself, where the system has its headers and not its compiled library.
#if defined(ATTACHMENT_COMPILE_BOOST_JSON)
#include <boost/json/src.hpp>
#endif
